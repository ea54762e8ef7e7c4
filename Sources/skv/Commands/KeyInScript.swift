import SkillsScript
import SkillsVideo

/// The refusal of a script that holds the API key.
///
/// It comes before the first finding, since findings quote the lines they speak of, and long before
/// anything is sent or recorded. The engine looks at each request once more, for what a script puts
/// together or reads from files.
enum KeyInScript {
  /// Why a script is not read any further; nil for one without the key.
  static func refusal(of source: SourceText) -> EngineError? {
    guard let key = Environment.key, key.stands(in: source.bytes) else { return nil }
    let lines = source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { key.stands(in: Array($0)) }.map { ":\($0 + 1)" } ?? ""
    return EngineError(
      .keyInRequest,
      "\(source.name)\(line): the API key stands in the script; take it out, skv reads it from "
        + "\(Configuration.keyVariable) alone. Nothing was sent or recorded")
  }

  /// Why an entry of the prompt is not read any further nor kept: it holds the key, or is about to
  /// tell it; nil for any other.
  static func refusal(ofEntry text: String) -> String? {
    if let refusal = refusal(of: SourceText(name: "<prompt>", text: text)) {
      return refusal.message
    }
    guard text.contains(Configuration.keyVariable) else { return nil }
    return "the key is read from the environment: leave, and start skv with "
      + "\(Configuration.keyVariable) set; this line is not kept"
  }
}
