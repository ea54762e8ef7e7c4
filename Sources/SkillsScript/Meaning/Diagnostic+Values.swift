import Contracts
import LosslessJSON

// Findings that several places make.
extension Diagnostic {
  /// A file that cannot be read.
  static func unreadable(_ read: Read, _ reason: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unreadableFile, "cannot read \(Quoting.mention(read.path)): \(reason)", at: span,
      label: "read from here",
      help: read.path.hasPrefix("~") ? ["`~` is not expanded; write the whole path"] : [])
  }

  /// A bare word where a text is meant.
  static func bareWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    let quoted = Quoting.quoted(word)
    return Diagnostic(
      .bareWord, "free text is quoted", at: span, label: "a bare word means nothing here",
      fix: Fix(title: "write `\(quoted)`", replacing: span, with: quoted))
  }

  /// A number, or `true` or `false`, where a text is meant.
  static func needsQuotes(
    _ term: Term, _ slot: Slot, _ model: Model?, at span: SourceSpan
  ) -> Diagnostic {
    let quoted = Quoting.quoted(term.token ?? "")
    return Diagnostic(
      .needsQuotes, "\(slot.mention(model)) takes a text", at: span, label: "needs quotes",
      fix: Fix(title: "write `\(quoted)`", replacing: span, with: quoted))
  }
}
