import ArgumentParser
import Contracts
import Glibc
import LosslessJSON
import Sandbox
import SkillsScript
import SkvInterpreter

/// `skv sandbox`: the imitation of the service as a server of its own.
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve an imitation of the service on this machine.",
    usage: "skv sandbox [options]",
    discussion: """
      Examples:
        skv sandbox --pace 2s
        skv sandbox --faults 'stream 10% reset after=300; poll 2 status 503'

      It listens on 127.0.0.1 only, keeps its own prices, and makes small real media. The \
      first line it prints is its address; SKILLS_VIDEO_BASE_URL set to it makes skv use it. \
      Ctrl-C ends it.

      With --faults the address is that of a front that spoils what passes, and each fault is \
      one line on standard error. With --certificate a second line is an address with https.

      """ + FaultPlan.grammar)

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

  @Option(
    help: ArgumentHelp(
      "What goes wrong: a fault plan, see above. (default: none)", valueName: "plan"))
  var faults: String?

  @Option(help: ArgumentHelp("What the chance in the plan begins with.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "A certificate as PEM, for https beside http. (default: none)", valueName: "file"),
    completion: .file())
  var certificate: String?

  @Option(
    help: ArgumentHelp("Its key as PEM. (default: none)", valueName: "file"), completion: .file())
  var key: String?

  @OptionGroup var contract: ContractOptions

  func validate() throws {
    _ = try faults.map(SandboxWords.faults)
    if (certificate == nil) != (key == nil) {
      throw ValidationError("--certificate and --key go together")
    }
  }

  func run() async throws {
    let contract = try contract.load()
    var options = SandboxOptions()
    let hasFront = faults != nil || certificate != nil
    options.port = hasFront ? 0 : port
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
    let front = hasFront ? try front(of: address) : nil
    let lines = front.map { [$0.baseURL, $0.secureBaseURL()].compactMap { $0 } } ?? [address]
    await Signals.untilAsked {
      StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }
    await front?.stop()
    await server.stop()
  }

  private func front(of server: String) throws -> FaultProxy {
    var settings = FaultProxy.Settings(
      server: server, port: port, plan: try faults.map(SandboxWords.faults) ?? FaultPlan(),
      seed: seed)
    if let certificate, let key {
      settings.identity = TLSIdentity(
        certificate: try Self.text(certificate), key: try Self.text(key))
    }
    do throws(SandboxError) {
      return try FaultProxy(settings) { fault in
        StandardStream.error.write("\(TerminalText.escaped("\(fault)"))\n")
      }
    } catch {
      throw ValidationError(error.message)
    }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try ScriptInput(path: path).source.bytes, as: UTF8.self)
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

  /// Reads a fault plan; throws a `ValidationError`.
  static func faults(_ text: String) throws -> FaultPlan {
    do throws(SandboxError) {
      return try FaultPlan.parse(text)
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
