internal import CEditline

/// Key sequences that the program itself looks for.
enum Key {
  static let pasteStart = WideText.characters("\u{1B}[200~".utf8)
  /// What may end the editing of a line: Enter, Ctrl-D.
  static let leavingLine: [UInt8] = [0x0A, 0x0D, 0x04]
  static let pasteEnd = Array("\u{1B}[201~".utf8)
}

extension LineEditor {
  /// Commands for keys that libedit leaves unbound; their sequences would leak into the line.
  private static let bindings: [(keys: [String], command: String)] = [
    (["\\e[A", "\\eOA", "\\e[5~", "\\e[1;5A", "^P"], "aofsh-older"),
    (["\\e[B", "\\eOB", "\\e[6~", "\\e[1;5B", "^N"], "aofsh-newer"),
    (["\\e[1;5C", "\\e[1;3C", "\\e[5C", "\\eOc"], "em-next-word"),
    (["\\e[1;5D", "\\e[1;3D", "\\e[5D", "\\eOd"], "ed-prev-word"),
    (["\\e[3;5~", "\\e[3;3~"], "em-delete-next-word"),
    (["\\e[H", "\\eOH", "\\e[1~", "\\e[7~"], "ed-move-to-beg"),
    (["\\e[F", "\\eOF", "\\e[4~", "\\e[8~"], "ed-move-to-end"),
    (["\\e[3~"], "ed-delete-next-char"),
    (["\\e\\r", "\\e\\n", "\\e^M", "\\e^J"], "aofsh-newline"),
    (["^_"], "aofsh-ignore"),
  ]

  /// Sequences without a meaning here: Shift-Tab, Insert, the function keys, focus reports, and the arrows and the like
  /// with modifiers that are not bound above.
  private static let ignored: [String] = {
    var keys = ["\\e[Z", "\\e[2~", "\\e[I", "\\e[O", "\\e[201~", "\\e[E"]
    keys += "PQRS".map { "\\eO\($0)" } + (11...34).map { "\\e[\($0)~" }
    let bound = Set(bindings.flatMap(\.keys))
    for modifier in 2...8 {
      keys += "ABCDEFHPQRS".map { "\\e[1;\(modifier)\($0)" }
      keys += ([2, 3, 5, 6] + Array(11...24)).map { "\\e[\($0);\(modifier)~" }
    }
    return keys.filter { !bound.contains($0) }
  }()

  /// Binds the keys, lets the user's `.editrc` change them, and says whether it chose vi's.
  ///
  /// In vi mode a binding that begins with Escape would make Escape wait for more, so that insert mode could not be
  /// left; only Tab is bound there, and pasted line breaks enter lines.
  static func bindKeys(_ editor: OpaquePointer) -> Bool {
    unsafe editline_add_commands(editor, completeWord, takePaste, recallOlder, recallNewer, ignoreKey, insertNewline)
    unsafe editline_set_editor(editor, "emacs")
    for key in ignored { unsafe editline_bind(editor, key, "aofsh-ignore") }
    for (keys, command) in bindings {
      for key in keys { unsafe editline_bind(editor, key, command) }
    }
    unsafe el_source(editor, nil)
    let isVi = unsafe editline_is_vi(editor)
    // The file may have reset all bindings. These two are not a matter of taste.
    unsafe editline_bind(editor, "^I", "aofsh-complete")
    if !isVi { unsafe editline_bind(editor, "\\e[200~", "aofsh-paste") }
    return isVi
  }
}
