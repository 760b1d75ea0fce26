internal import CEditline

// libedit calls these; each finds its editor in the client data and goes on there.

private func owner(_ editor: OpaquePointer?) -> LineEditor? {
  guard let data = unsafe editline_client_data(editor) else { return nil }
  return unsafe Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
}

/// Reads the next character for libedit.
func readCharacter(_ editor: OpaquePointer?, _ result: UnsafeMutablePointer<Int32>?) -> Int32 {
  guard let character = unsafe owner(editor)?.nextCharacter() else { return -1 }
  unsafe result?.pointee = character
  return 1
}

/// The prompt of the line being read.
func currentPromptText(_ editor: OpaquePointer?) -> UnsafeMutablePointer<Int32>? {
  unsafe owner(editor)?.promptBuffer.baseAddress
}

/// Completes the word at the cursor.
func completeWord(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  unsafe owner(editor)?.completeAtCursor() ?? UInt8(CC_ERROR)
}

/// Takes what the terminal says was pasted.
func takePaste(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 { unsafe owner(editor)?.paste() ?? UInt8(CC_ERROR) }

/// Recalls the next older line that begins like this one.
func recallOlder(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  unsafe owner(editor)?.recall(older: true) ?? UInt8(CC_ERROR)
}

/// Recalls the next newer line that begins like this one.
func recallNewer(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  unsafe owner(editor)?.recall(older: false) ?? UInt8(CC_ERROR)
}

/// Inserts a line break into the line.
func insertNewline(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 {
  unsafe el_winsertstr(editor, [0x0A, 0]) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
}

/// Does nothing, for keys that would otherwise leave parts of their sequence in the line.
func ignoreKey(_ editor: OpaquePointer?, _ key: Int32) -> UInt8 { UInt8(CC_NORM) }
