/// A Markdown file whose fenced blocks marked `aofsh` hold a session: prompts, lines and their expected output.
///
///     ```aofsh
///     aofsh> SET greeting "hello
///     ...> world"
///     OK
///     aofsh> INFO persistence
///     ...
///     aof_current_size:[..]
///     ...
///     ```
///
/// * A line that begins with a prompt begins a step, and the rest of it is the step's input. While the input leaves a
///   quote open, lines that begin with `...> ` continue it.
/// * What follows up to the next step or the end of the block is the expected output. `...` alone on a line stands
///   for any lines, also none; `[..]` in a line for any characters, also none; everything else for itself.
/// * Blank lines at the end of an expected output are for the reader: they are not compared, nor blank lines at the
///   end of the real one. A carriage return at the end of a line is not compared either.
/// * An expected line that would read as something else (a prompt, `...>`, a lone `...`, a fence) has a backslash
///   before it; such a line that begins with backslashes has one more. See ``TranscriptEscape``.
/// * A block may be indented, as in a list; that many spaces are no part of its lines. Other fenced blocks are prose,
///   also if they show an `aofsh` block.
///
/// A line `<!-- seed N -->` outside of the blocks seeds everything random, unless the command line does.
///
/// The steps know their places in the file, so that an update changes expected output and nothing else.
public struct Transcript: Equatable, Sendable {
  /// One input and what it should print.
  public struct Step: Equatable, Sendable {
    /// Number of the line with the prompt, counted from 1.
    public var lineNumber: Int
    /// The prompt that the session should show.
    public var prompt: Prompt
    /// What is typed, its lines joined by `\n`.
    public var input: [UInt8]
    /// What should be printed.
    public var expected: [ExpectedLine]

    /// Where the prompt stands in the file, without its space.
    var promptRange: Range<Int>
    /// Where the lines of the expected output stand in the file.
    var expectedRange: Range<Int>
    /// What precedes each line of the block.
    var indent: Int
    /// Whether the block's lines end with `\r\n`.
    var hasReturns: Bool
    /// Blank lines behind the expected output, which belong to it once another line follows.
    var blankLines: [[UInt8]] = []
  }

  /// What a step did when it was run.
  public struct Result: Equatable, Sendable {
    /// The prompt at which the input was read.
    public var prompt: Prompt
    /// What was printed, its lines ending with `\n`.
    public var output: [UInt8]

    /// A result.
    public init(prompt: Prompt, output: [UInt8]) {
      self.prompt = prompt
      self.output = output
    }
  }

  /// The file.
  public let source: [UInt8]
  /// The steps of all blocks, in order.
  public let steps: [Step]
  /// What everything random comes from; nil where the file does not say.
  public let seed: UInt64?

  /// Parses a Markdown file.
  ///
  /// O(bytes).
  public init(source: [UInt8]) throws(TranscriptError) {
    var parser = TranscriptParser(source: source)
    try parser.run()
    self.source = source
    steps = parser.steps
    seed = parser.seed
  }

  /// Whether step `index` did what the file says.
  public func matches(_ result: Result, at index: Int) -> Bool {
    steps[index].prompt == result.prompt
      && ExpectedLine.match(steps[index].expected, Self.lines(of: result.output))
  }

  /// The file with the prompts and expected outputs that differ from `results` brought up to date; equal to
  /// ``source`` if none does.
  ///
  /// Of an expected output that differs, lines and wildcards that still hold are kept.
  ///
  /// - Parameter results: one for each step; nil, or none at the end, for steps that were not run, which stay as they
  ///   are.
  public func updated(_ results: [Result?]) -> [UInt8] {
    var updated: [UInt8] = []
    var copied = 0
    for (step, result) in zip(steps, results) {
      guard let result else { continue }
      if step.prompt != result.prompt {
        updated.append(contentsOf: source[copied..<step.promptRange.lowerBound])
        updated.append(contentsOf: result.prompt.text.utf8.dropLast())
        copied = step.promptRange.upperBound
      }
      let actual = Self.lines(of: result.output)
      if ExpectedLine.match(step.expected, actual) { continue }
      updated.append(contentsOf: source[copied..<step.expectedRange.lowerBound])
      for line in ExpectedLine.renew(step.expected, for: actual) {
        if !line.isEmpty { updated.append(contentsOf: repeatElement(0x20, count: step.indent)) }
        updated.append(contentsOf: line)
        updated.append(contentsOf: step.hasReturns ? [0x0D, 0x0A] : [0x0A])
      }
      copied = step.expectedRange.upperBound
    }
    updated.append(contentsOf: source[copied...])
    return updated
  }

  /// The lines of an output, without a carriage return at their ends and without blank lines at the end.
  static func lines(of output: [UInt8]) -> [[UInt8]] {
    var lines = output.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
    while let last = lines.last, isBlank(last[...]) { lines.removeLast() }
    return lines
  }

  /// Whether a line shows nothing.
  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}

/// Why a file is no transcript.
public enum TranscriptError: Error, Equatable, Sendable {
  /// The `aofsh` block that begins at this line does not end.
  case unclosedBlock(line: Int)
  /// An `aofsh` block has, at this line, text before its first prompt.
  case textBeforePrompt(line: Int)

  /// Number of the line that is wrong, counted from 1.
  public var lineNumber: Int {
    switch self {
    case .unclosedBlock(let line), .textBeforePrompt(let line): line
    }
  }

  /// What is wrong and what to do about it.
  public var message: String {
    switch self {
    case .unclosedBlock: "this aofsh block is never closed; end it with a line of as many backquotes"
    case .textBeforePrompt: "an aofsh block begins with a prompt, such as 'aofsh> '"
    }
  }
}
