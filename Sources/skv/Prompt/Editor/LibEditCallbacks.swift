import CLibEdit

// What libedit calls, always on the editor's thread. They stand in a file of their own because a
// closure passed to C where isolation to the main actor is inferred traps when it is called
// elsewhere.

/// EL_GETCFN: 1 and a character, or -1 to end the line.
func editorReadsKey(_ editor: OpaquePointer?, _ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
  guard let key, let scalar = client(of: editor)?.nextKey() else { return -1 }
  key.pointee = wchar_t(bitPattern: scalar.value)
  return 1
}

extension EditorCommand {
  /// EL_ADDFN: libedit gives its functions no context but the editor, so each command has its own.
  var function: clibedit_function {
    switch self {
    case .accept: { editor, _ in perform(.accept, editor) }
    case .complete: { editor, _ in perform(.complete, editor) }
    case .paste: { editor, _ in perform(.paste, editor) }
    case .up: { editor, _ in perform(.up, editor) }
    case .down: { editor, _ in perform(.down, editor) }
    case .lineStart: { editor, _ in perform(.lineStart, editor) }
    case .lineEnd: { editor, _ in perform(.lineEnd, editor) }
    case .clear: { editor, _ in perform(.clear, editor) }
    }
  }
}

private func perform(_ command: EditorCommand, _ editor: OpaquePointer?) -> UInt8 {
  let aftermath = client(of: editor)?.perform(command) ?? .nothing
  return UInt8(aftermath.rawValue)
}

private func client(of editor: OpaquePointer?) -> (any LibEditClient)? {
  guard let context = clibedit_context(editor) else { return nil }
  return Unmanaged<LibEdit>.fromOpaque(context).takeUnretainedValue().client
}
