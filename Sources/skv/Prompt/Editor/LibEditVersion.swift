import CLibEdit

/// The version of libedit.
enum LibEditVersion {
  /// That of the header that skv was built with: the library itself does not tell its own.
  static let built = "\(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)"
}
