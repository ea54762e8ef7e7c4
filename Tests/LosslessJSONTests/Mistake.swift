import LosslessJSON
import Testing

/// A text with a mistake in it, and what has to be said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let code: JSONError.Code
  let offset: Int
  let line: Int
  let column: Int

  /// A mistake in the first line, before which there is nothing but ASCII.
  init(_ text: String, _ code: JSONError.Code, at offset: Int) {
    self.init(text, code, at: offset, line: 1, column: offset + 1)
  }

  init(_ text: String, _ code: JSONError.Code, at offset: Int, line: Int, column: Int) {
    self.init(bytes: Array(text.utf8), code, at: offset, line: line, column: column)
  }

  init(bytes: [UInt8], _ code: JSONError.Code, at offset: Int, line: Int = 1, column: Int) {
    self.bytes = bytes
    self.code = code
    self.offset = offset
    self.line = line
    self.column = column
  }

  var testDescription: String {
    "\(code) in \(String(decoding: bytes, as: UTF8.self).debugDescription)"
  }

  /// Reads the text and holds the error against what has to be said.
  func check(options: JSONParser.Options = JSONParser.Options()) throws {
    let error = try #require(throws: JSONError.self) {
      try JSON(parsing: bytes, options: options)
    }
    #expect(error.code == code)
    #expect(error.offset == offset)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(!error.message.isEmpty)
  }
}
