/// What a `save` statement copies.
package struct Copy: Sendable {
  /// The results, or a file of one.
  package var subject: ResultPath
  /// Where the files of each job go, in the order of `subject.items`.
  package var destinations: [OutputTemplate]
  /// What happens to files that stand there.
  package var overwrite: JobSettings.Overwrite
  /// The statement as it is written.
  package var text: String
  /// The statement.
  package var span: SourceSpan
}
