import ArgumentParser
import Contracts
import SkillsVideo
import SkvInterpreter

/// Which contract a command goes by.
struct ContractOptions: ParsableArguments {
  @Option(
    name: .customLong("contract"),
    help: ArgumentHelp(
      "An openapi.json or docs.json, laid over the contract in use for this call; may be repeated.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var documents: [String] = []

  /// The contract in use, with the named documents laid over it.
  ///
  /// Says what of it is damaged or cannot be read. Throws a `ValidationError` for a document that is
  /// no contract.
  func load() throws -> ContractInUse {
    let contract = try Self.inUse()
    let sources = try documents.map(Self.source)
    let laid = contract.laying(sources)
    for source in laid.sources where source.origin == .named {
      for line in ContractFaultLines.lines(source, in: laid, most: 5) {
        StandardStream.error.write(line + "\n")
      }
    }
    return laid
  }

  /// The contract in use; says what of the cache is damaged.
  static func inUse() throws -> ContractInUse {
    do throws(InterpreterError) {
      // Without a cache folder nothing was ever taken in.
      guard let store = try? store() else { return try .builtIn() }
      let (contract, warnings) = try store.load()
      for warning in warnings {
        StandardStream.error.write("skv: \(TerminalText.escaped(warning))\n")
      }
      return contract
    } catch {
      throw failure(error)
    }
  }

  /// Where contracts are kept; throws a `ValidationError` where there is no place for them.
  static func store() throws -> ContractStore {
    do {
      return ContractStore(
        cacheFolder: try Configuration.cacheFolder(environment: Environment.current))
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// Reads a document from a file; throws a `ValidationError` for what is none.
  static func source(_ path: String) throws -> ContractSource {
    do throws(InterpreterError) {
      return try ContractSource(file: path)
    } catch {
      throw failure(error)
    }
  }

  /// The end of a command for a contract that cannot be read or kept, as one line.
  static func failure(_ error: InterpreterError) -> ValidationError {
    ValidationError(
      TerminalText.clipped(TerminalText.escaped(error.description), to: ContractFaultLines.longest))
  }
}
