/// Where the cursor goes inside a block of several lines; all places count scalars from 0.
struct LineMotion {
  let text: [Unicode.Scalar]
  let cursor: Int

  /// The beginning of the cursor's line.
  var lineStart: Int {
    (text[..<cursor].lastIndex(of: "\n") ?? -1) + 1
  }

  /// The end of the cursor's line, before its newline.
  var lineEnd: Int {
    text[cursor...].firstIndex(of: "\n") ?? text.count
  }

  /// The same place in the line above, or its end if it is shorter; nil in the first line.
  var above: Int? {
    guard lineStart > 0 else { return nil }
    let motion = LineMotion(text: text, cursor: lineStart - 1)
    return min(motion.lineStart + cursor - lineStart, motion.lineEnd)
  }

  /// The same place in the line below, or its end if it is shorter; nil in the last line.
  var below: Int? {
    guard lineEnd < text.count else { return nil }
    let motion = LineMotion(text: text, cursor: lineEnd + 1)
    return min(motion.lineStart + cursor - lineStart, motion.lineEnd)
  }
}
