internal import CEditline
internal import Glibc

/// Reads lines that a person edits on a terminal, with history, completion and safe pasting.
///
/// Only for a terminal (`Terminal.isInteractive`). One thread owns an editor; in a process, only one may read at a time,
/// because the signals of the terminal go to it. Standard output must be flushed before `readLine()`.
@safe
public final class LineEditor {
  /// What became of one line.
  public enum Input: Equatable, Sendable {
    /// A line without its line break; inside, line breaks that were pasted within quotes may remain. Any bytes.
    case line([UInt8])
    /// Ctrl-C: the line is gone.
    case interrupted
    /// Ctrl-D on an empty line, the terminal went away, or a signal that ends programs arrived and was survived.
    case endOfInput
  }

  /// The prompt, plain or with colours; called once per line and after `idle` has returned true.
  public var prompt: () -> String = { "> " }
  /// What can stand at the cursor, a byte offset into the line.
  public var complete: (_ line: [UInt8], _ cursor: Int) -> Completion = { Completion(start: $1, candidates: []) }
  /// Called about ten times a second while the line is being edited.
  ///
  /// Returns true when it has printed something, which
  /// it must have ended with a line break; the line is then drawn anew. `show(_:)` prints more neatly.
  public var idle: (() -> Bool)?
  /// What is shown behind the end of a line, such as the rest of its syntax; asked while the cursor stands there.
  public var hint: ((_ line: [UInt8]) -> String)?
  /// What is shown at the right edge of the line while it is edited; may hold colours.
  ///
  /// Asked at each key and ten times a second.
  public var state: (() -> String)?
  /// Whether the hint may be coloured.
  public var usesColor: () -> Bool = { true }
  /// Lines that are not written to the history file.
  public var isSecret: (_ line: [UInt8]) -> Bool = { _ in false }
  /// Whether a pasted line break after `text` belongs to the line; inside quotes, unless set otherwise.
  public var continues: (_ text: [UInt8]) -> Bool = PastedText.endsInQuotes
  /// Why the history file is not in use, or could not be shortened; lines are then remembered for this session only.
  public internal(set) var historyError: TerminalError?

  let editor: OpaquePointer
  let history: OpaquePointer
  let input: Int32
  let output: Int32
  let inputFile: UnsafeMutablePointer<FILE>
  let outputFile: UnsafeMutablePointer<FILE>
  let isVi: Bool
  /// Whether escape sequences may be written.
  let isCapable: Bool
  var historyFile: HistoryFile?
  var isClosed = false

  /// What ended the line, if not its being entered.
  var outcome: Result<Input, TerminalError>?
  /// Bytes that were read from the terminal and not used yet.
  var ahead: [UInt8] = []
  var lastIdle: UInt64 = 0
  var currentPrompt = Prompt("")
  /// The prompt where libedit reads it.
  var promptBuffer: UnsafeMutableBufferPointer<Int32>
  /// Pasted lines to deliver next, and what to put into the line after them.
  var pastedLines: [[UInt8]] = []
  var pastedRest: [UInt8] = []
  var recall: HistoryRecall
  /// Whether hint and state stand on the screen, from which column on, and which.
  var isOverlaid = false
  /// Whether they have stood there since the line was begun.
  var wasOverlaid = false
  var overlayColumn = 0
  var shown = Overlay()

  /// Starts an editor on a terminal's descriptors, which stay the caller's.
  ///
  /// `program` is the name that guards lines of the user's `.editrc`. A history file that cannot be used is no error
  /// here: see `historyError`.
  public init(
    program: String, historyFile: String?, historyLimit: Int = 1_000, input: Int32 = 0, output: Int32 = 1
  ) throws(TerminalError) {
    precondition(historyLimit >= 0, "a negative number of history entries")
    Terminal.useUTF8()
    guard let inputFile = unsafe fdopen(dup(input), "r") else { throw .noEditor }
    guard let outputFile = unsafe fdopen(dup(output), "w") else {
      unsafe fclose(inputFile)
      throw .noEditor
    }
    guard let history = unsafe history_winit(),
      let editor = unsafe el_init_fd(program, inputFile, outputFile, outputFile, input, output, output)
    else {
      unsafe fclose(inputFile)
      unsafe fclose(outputFile)
      throw .noEditor
    }
    unsafe self.editor = editor
    unsafe self.history = history
    self.input = input
    self.output = output
    unsafe self.inputFile = inputFile
    unsafe self.outputFile = outputFile
    isCapable = Terminal.understandsEscapes
    recall = HistoryRecall(limit: historyLimit)
    unsafe promptBuffer = .allocate(capacity: 0)
    unsafe editline_ignore_signals(editor)
    isVi = unsafe Self.bindKeys(editor)
    unsafe editline_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
    unsafe editline_set_read_function(editor, readCharacter)
    unsafe editline_set_prompt(editor, currentPromptText, Prompt.marker)
    unsafe editline_history_set_size(history, Int32(clamping: historyLimit))
    unsafe editline_set_history(editor, history)
    if let historyFile { loadHistory(HistoryFile(path: historyFile, limit: historyLimit)) }
  }

  deinit { close() }

  /// Gives the terminal back as it was found.
  ///
  /// Nothing else may be called afterwards.
  public func close() {
    if isClosed { return }
    isClosed = true
    unsafe el_end(editor)
    unsafe history_wend(history)
    unsafe fclose(inputFile)
    unsafe fclose(outputFile)
    unsafe promptBuffer.deallocate()
  }

  /// Reads one line, at the prompt, on the terminal.
  ///
  /// A line that was pasted together with others is returned without waiting.
  public func readLine() throws(TerminalError) -> Input {
    precondition(!isClosed, "readLine on a closed editor")
    setPrompt()
    if !pastedLines.isEmpty {
      let line = pastedLines.removeFirst()
      echo(line)
      return .line(line)
    }
    outcome = nil
    recall.leave()
    editline_signals_begin()
    // libedit would draw the prompt first; a Ctrl-D that answered it would still mean the end of a file to the kernel.
    unsafe editline_prepare_terminal(editor, true)
    write(pasteMode(on: true))
    if !pastedRest.isEmpty { unsafe el_wpush(editor, Key.pasteStart + [0]) }
    var count: Int32 = 0
    let text = unsafe el_wgets(editor, &count)
    let line = unsafe text.map { unsafe WideText.bytes(UnsafeBufferPointer(start: $0, count: Int(count))) }
    write(pasteMode(on: false))
    editline_signals_end()
    if let outcome { return try outcome.get() }
    guard let line else {
      write([0x0D, 0x0A])
      return .endOfInput
    }
    return .line(line.last == 0x0A ? Array(line.dropLast()) : line)
  }

  /// Forgets pasted lines that were not delivered yet, as after an error or Ctrl-C while one of them ran.
  ///
  /// Returns how many they were.
  @discardableResult
  public func discardPastedLines() -> Int {
    let count = pastedLines.count + (pastedRest.isEmpty ? 0 : 1)
    pastedLines = []
    pastedRest = []
    return count
  }

  /// Reads the answer to a question, typed by the person: neither pasted lines nor hints take part, and no history.
  public func readAnswer(_ question: String) throws(TerminalError) -> Input {
    let (lines, rest, asked) = (pastedLines, pastedRest, (prompt, hint, state, complete))
    (pastedLines, pastedRest, hint, state) = ([], [], nil, nil)
    prompt = { question }
    complete = { Completion(start: $1, candidates: []) }
    defer {
      (pastedLines, pastedRest) = (lines, rest)
      (prompt, hint, state, complete) = asked
    }
    return try readLine()
  }

  /// Puts `text` into the next line, with the cursor behind it, before anything is typed.
  public func prefill(_ text: [UInt8]) { pastedRest = text }

  /// The terminal's width in character cells.
  public var columns: Int { Terminal.size(output).columns }
}
