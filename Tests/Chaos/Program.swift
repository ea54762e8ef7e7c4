import ChildProcesses
import Foundation
import SkillsVideo

/// The built skv as it is called for one service, with a home of its own.
struct Program: Sendable {
  let path: String
  /// Where scripts, outputs and the home are.
  let folder: String
  let baseURL: String

  /// How one call ended.
  struct End: Sendable {
    let status: Int32
    /// Whether it died as it was told.
    let isKilled: Bool
  }

  var environment: [String: String] {
    [
      "HOME": folder + "/home", "LC_ALL": "C.UTF-8",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
      Configuration.baseURLVariable: baseURL, Configuration.keyVariable: "sk-chaos-0123456789",
    ]
  }

  /// Calls it and waits for its end; what it says goes to the end of `log`.
  func call(_ arguments: [String], dying death: Death? = nil, log: String) async throws -> End {
    let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0, nothing >= 0 else { throw POSIXError(.EIO) }
    let words = (["\n$"] + arguments + [death.map { "(\($0))" } ?? ""]).joined(separator: " ")
    FileHandle(fileDescriptor: descriptor).write(Data((words + "\n").utf8))
    let process = try ChildProcess(
      path, arguments, in: folder,
      environment: environment.merging(death?.environment ?? [:]) { $1 },
      streams: [nothing, descriptor, descriptor])
    close(descriptor)
    close(nothing)
    let timer = Task { [process] in
      guard case .atRandom(let milliseconds)? = death else { return }
      try await Task.sleep(for: .milliseconds(milliseconds))
      kill(process.identifier, SIGKILL)
    }
    let status = await process.status()
    timer.cancel()
    return End(status: status, isKilled: status == 128 + SIGKILL)
  }
}
