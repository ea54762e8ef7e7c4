import Glibc

/// Whether text is read and written as UTF-8.
struct LocaleCheck: HealthCheck {
  let name = "locale"
  /// The variables.
  let environment: [String: String]
  /// The character set of a locale by its name; nil for one that the machine does not have.
  var characterSet: @Sendable (String) -> String? = LocaleCheck.systemCharacterSet

  func examine() -> CheckResult? {
    // The order of setlocale(3); an empty variable counts as not set.
    let variable = ["LC_ALL", "LC_CTYPE", "LANG"].first { !(environment[$0] ?? "").isEmpty }
    let locale = variable.flatMap { environment[$0] } ?? "C"
    let reason =
      variable.map { "by \($0)=\(locale)" } ?? "since LC_ALL, LC_CTYPE and LANG are not set"
    let set = characterSet(locale)
    if set == "UTF-8" { return .ok("UTF-8 \(reason)") }
    let found = set.map { "\($0) \(reason)" } ?? "\(variable ?? "")=\(locale) is not installed"
    guard let fallback = PromptLocale.fallbacks.first(where: { characterSet($0) == "UTF-8" }) else {
      return .note(
        found + "; no locale with UTF-8 is installed",
        advice: "install one: the prompt drops what is typed beyond ASCII")
    }
    return .note(
      found + "; the prompt takes \(fallback)",
      advice: "`export LC_ALL=\(fallback)` has other programs agree")
  }

  /// The character set of a locale of this machine.
  static func systemCharacterSet(of name: String) -> String? {
    guard let locale = newlocale(1 << LC_CTYPE, name, nil) else { return nil }
    defer { freelocale(locale) }
    return nl_langinfo_l(nl_item(CODESET), locale).map { String(cString: $0) }
  }
}
