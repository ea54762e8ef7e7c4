import Glibc

/// What the machine says of itself.
struct SystemFacts: Sendable, Hashable {
  /// The distribution, such as `Debian GNU/Linux 12 (bookworm)`; nil where no file tells it.
  var distribution: String?
  /// The kernel's name and release, and the kind of processor.
  var kernel: String
  /// How many processors there are.
  var processors: Int

  /// Asks the machine.
  static var current: SystemFacts {
    var name = utsname()
    uname(&name)
    let kernel = [text(of: name.sysname), text(of: name.release), text(of: name.machine)]
    return SystemFacts(
      distribution: prettyName(in: SystemFile.text("/etc/os-release")),
      kernel: kernel.joined(separator: " "),
      processors: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// The value of `PRETTY_NAME` in the text of os-release(5).
  static func prettyName(in text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }.map { line in
      line.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" && $0 != "'" }
    }
  }

  private static func text(of name: some Any) -> String {
    withUnsafeBytes(of: name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
