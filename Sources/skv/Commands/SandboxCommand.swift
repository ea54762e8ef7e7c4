import ArgumentParser
import Contracts
import Glibc
import LosslessJSON
import Sandbox
import SkvInterpreter

/// `skv sandbox`: the imitation of the service as a server of its own.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve an imitation of the service on this machine.",
    usage: "skv sandbox [options]",
    discussion: """
      Example:
        skv sandbox --pace 2s

      It listens on 127.0.0.1 only, keeps its own prices, and makes small real media. The \
      first line it prints is its address; SKILLS_VIDEO_BASE_URL set to it makes skv use it. \
      Ctrl-C ends it.
      """)

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "n"))
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "Time between two states: 0, a duration such as 2s, or real. (default: 0)", valueName: "pace"),
    transform: SandboxWords.pace)
  var pace: Pace = .immediate

  @Option(
    help: ArgumentHelp(
      "The answers' shapes where none is documented, such as video=2,credits=object. "
        + "(default: one of each kind)", valueName: "list"),
    transform: SandboxWords.shapes)
  var shapes: Shapes = Shapes()

  @Option(help: ArgumentHelp("The balance to start with.", valueName: "credits"))
  var credits: Int = 10_000

  @Option(
    help: ArgumentHelp("A file that keeps what was accepted. (default: none)", valueName: "file"),
    completion: .file())
  var journal: String?

  @OptionGroup var contract: ContractOptions

  func run() async throws {
    let contract = try contract.load()
    var options = SandboxOptions()
    options.port = port
    options.pace = pace
    options.shapes = shapes
    options.credits = JSONNumber(credits)
    options.journal = journal
    let server: SandboxServer
    do throws(SandboxError) {
      server = try SandboxServer(contract, options: options)
    } catch {
      throw ValidationError(error.message)
    }
    let address = try await server.start()
    await Signals.untilAsked { StandardStream.output.write(address + "\n") }
    await server.stop()
  }
}

/// The words of the sandbox's options, with errors that say what is allowed.
enum SandboxWords {
  /// Reads a pace; throws a `ValidationError`.
  static func pace(_ text: String) throws -> Pace {
    do throws(SandboxError) {
      return try Pace.parse(text)
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// Reads a list of shapes; throws a `ValidationError`.
  static func shapes(_ text: String) throws -> Shapes {
    do throws(SandboxError) {
      return try Shapes.parse(text)
    } catch {
      throw ValidationError(error.message)
    }
  }
}

extension SandboxServer {
  /// A server that judges by the documents of a contract, with its own reading of them.
  init(_ contract: ContractInUse, options: SandboxOptions) throws(SandboxError) {
    try self.init(
      contracts: contract.documents.compactMap(\.openapi?.root),
      navigation: contract.navigation.navigation ?? .null, options: options)
  }
}
