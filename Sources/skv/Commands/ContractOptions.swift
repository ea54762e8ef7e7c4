import ArgumentParser
import Contracts
import Glibc
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
  /// no contract; for a command that may pay (`needsWhole`) also where a kept document is left out.
  func load(needsWhole: Bool = false) throws -> ContractInUse {
    let contract = try Self.inUse(needsWhole: needsWhole)
    let sources = try documents.map(Self.source)
    let laid = contract.laying(sources)
    for source in laid.sources where source.origin == .named {
      for line in ContractFaultLines.lines(source, in: laid, most: 5) {
        StandardStream.error.write(line + "\n")
      }
    }
    return laid
  }

  /// The contract in use; says what of the cache is left out.
  ///
  /// Throws a `ValidationError` for the first such thing if the contract is needed whole.
  static func inUse(needsWhole: Bool = false) throws -> ContractInUse {
    let (contract, warnings) = try kept()
    if needsWhole, let warning = warnings.first {
      throw ValidationError(
        "nothing is run, since the contract is not whole: \(TerminalText.escaped(warning))")
    }
    say(warnings)
    return contract
  }

  /// The contract in use, and a line for each thing in the cache that is left out.
  static func kept() throws -> (contract: ContractInUse, warnings: [String]) {
    do throws(InterpreterError) {
      // Without a cache folder nothing was ever taken in.
      guard let store = try? store() else { return (try .builtIn(), []) }
      return try store.load()
    } catch {
      throw failure(error)
    }
  }

  /// Prints lines about the cache.
  static func say(_ warnings: [String]) {
    for warning in warnings {
      StandardStream.error.write("skv: \(TerminalText.escaped(warning))\n")
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
    announce(path)
    do throws(InterpreterError) {
      return try ContractSource(file: path)
    } catch {
      throw failure(error)
    }
  }

  /// Says on a terminal that a document is read which takes a while.
  static func announce(_ path: String) {
    var status = stat()
    guard isatty(StandardStream.error.rawValue) == 1, stat(path, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG, status.st_size > 8_000_000
    else { return }
    let size = ByteCount.text(Int(status.st_size))
    StandardStream.error.write("reading \(TerminalText.escaped(path)), \(size) …\n")
  }

  /// The end of a command for a contract that cannot be read or kept, as one line.
  static func failure(_ error: InterpreterError) -> ValidationError {
    ValidationError(
      TerminalText.clipped(TerminalText.escaped(error.description), to: ContractFaultLines.longest))
  }
}
