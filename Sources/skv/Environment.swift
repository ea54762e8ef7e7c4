import ArgumentParser
import Glibc
import SkillsVideo

/// The variables that skv was started with.
enum Environment {
  /// Every variable by its name; of a name that stands twice, the first holds.
  static let current: [String: String] = {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "="), variables[String(text[..<sign])] == nil {
        variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
      }
      next += 1
    }
    return variables
  }()

  /// The API key, nil where none is set. Nothing that skv writes holds it.
  static let key = current[Configuration.keyVariable].flatMap { Secret($0) }

  /// The working directory, absolute; nil where it is gone.
  static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The working directory of a command that writes there; throws a `ValidationError` where it is
  /// gone.
  static func requiredWorkingDirectory() throws -> String {
    guard let workingDirectory else {
      throw ValidationError("the working directory is gone; change to another one")
    }
    return workingDirectory
  }
}
