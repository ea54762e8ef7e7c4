import CLibEdit
import Glibc

/// The character set that typed text is read in.
enum PromptLocale {
  /// Sets the locale's character type from the environment, and UTF-8 where that names another:
  /// with `LC_ALL=C` libedit drops what is typed beyond ASCII without a word. Call it before the
  /// first thread starts; false if the machine has no UTF-8 locale at all.
  @discardableResult
  static func settle() -> Bool {
    setlocale(LC_CTYPE, "")
    return isUTF8 || fallbacks.contains(where: set)
  }

  /// The locales that are taken in the place of one without UTF-8, the first that the machine has.
  static let fallbacks = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]

  private static func set(_ name: String) -> Bool {
    setlocale(LC_CTYPE, name) != nil && isUTF8
  }

  private static var isUTF8: Bool {
    nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}
