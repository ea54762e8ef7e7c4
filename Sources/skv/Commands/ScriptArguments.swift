import ArgumentParser
import Glibc
import LosslessJSON
import SkillsScript
import SkillsVideo

/// The values that a script's arguments are given on the command line.
struct ScriptArguments: ParsableArguments {
  @Option(
    name: .customLong("arg"),
    help: ArgumentHelp(
      "A value for an argument of the script; the same as NAME=VALUE behind it. May be repeated.",
      valueName: "name=value"))
  var values: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of values: lines NAME=VALUE, or one JSON object where it ends in .json.",
      valueName: "file"),
    completion: .file())
  var argsFile: String?

  @Option(
    name: .customLong("secret"),
    help: ArgumentHelp(
      """
      The same as --arg for a value of at least 8 bytes that is sent and never shown or recorded: *** \
      stands for it.
      """,
      valueName: "name=value"))
  var secrets: [String] = []

  func validate() throws {
    for value in values { _ = try Self.pair(value, flag: "--arg") }
    for value in secrets {
      let (_, text) = try Self.pair(value, flag: "--secret")
      guard let secret = Secret(text),
        secret.withValue({ $0.utf8.count >= Secret.distinctiveLength })
      else {
        throw ValidationError(
          "--secret takes a value of at least \(Secret.distinctiveLength) bytes, without blanks around it, "
            + "which can be told from other text"
        )
      }
      guard !text.unicodeScalars.contains(where: { $0 == "\t" || DisplayWidth.isShownEscaped($0) })
      else {
        throw ValidationError(
          "--secret takes one line without tabs or other control characters: what is broken up when it "
            + "is shown cannot be told from other text")
      }
      GivenSecrets.add(secret)
    }
  }

  /// The values by the name of the argument, `operands` being those behind the script.
  ///
  /// The command line wins over the file. Throws a `ValidationError` for a file that cannot be read.
  func given(_ operands: [String]) throws -> [String: GivenArgument] {
    var given = try argsFile.map(Self.file) ?? [:]
    for value in values {
      let (name, text) = try Self.pair(value, flag: "--arg")
      given[name] = GivenArgument(text: text, place: "--arg \(name)")
    }
    for operand in operands {
      let (name, text) = try Self.pair(operand, flag: operand)
      given[name] = GivenArgument(text: text, place: "\(name)=")
    }
    for value in secrets {
      let (name, text) = try Self.pair(value, flag: "--secret")
      given[name] = GivenArgument(text: text, place: "--secret \(name)", isSecret: true)
    }
    return given
  }

  /// Whether an operand gives an argument its value: a name, `=`, and anything.
  static func isValue(_ operand: String) -> Bool {
    guard let sign = operand.firstIndex(of: "=") else { return false }
    return isName(operand[..<sign])
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, first == 0x5F || isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Cuts `name=value`; the message names no value, which may be a secret.
  private static func pair(
    _ text: String, flag: String
  ) throws -> (name: String, value: String) {
    guard isValue(text), let sign = text.firstIndex(of: "=") else {
      throw ValidationError("\(flag) takes the name of an argument, `=` and its value")
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  // MARK: - Files

  private static func file(_ path: String) throws -> [String: GivenArgument] {
    let text = String(decoding: try ScriptInput(path: path).source.bytes, as: UTF8.self)
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    if path.lowercased().hasSuffix(".json") { return try json(text, path, folder) }
    var given: [String: GivenArgument] = [:]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard isValue(String(line)), let sign = line.firstIndex(of: "=") else {
        throw ValidationError("\(path):\(index + 1): a line is NAME=VALUE")
      }
      given[String(line[..<sign])] = GivenArgument(
        text: String(line[line.index(after: sign)...]), place: "\(path):\(index + 1)",
        folder: folder)
    }
    return given
  }

  private static func json(
    _ text: String, _ path: String, _ folder: String
  ) throws -> [String: GivenArgument] {
    let object: JSONObject
    do {
      guard case .object(let value) = try JSON(parsing: text) else {
        throw ValidationError("\(path) does not hold a JSON object")
      }
      object = value
    } catch let error as JSONError {
      throw ValidationError("\(path):\(error.line):\(error.column): \(error.message)")
    }
    var given: [String: GivenArgument] = [:]
    for member in object {
      let text: String
      switch member.value {
      case .string(let string): text = string
      case .number, .bool: text = member.value.printed()
      case .null, .array, .object:
        throw ValidationError("\(path): `\(member.key)` is no text, number or truth value")
      }
      given[member.key] = GivenArgument(
        text: text, place: "\(path), `\(member.key)`", folder: folder)
    }
    return given
  }
}
