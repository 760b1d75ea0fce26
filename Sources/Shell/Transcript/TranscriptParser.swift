import Bytes

/// Finds the steps of a transcript.
struct TranscriptParser {
  private let source: [UInt8]
  private(set) var steps: [Transcript.Step] = []
  private(set) var seed: UInt64?
  /// Where the next line begins.
  private var offset = 0
  private var lineNumber = 0

  init(source: [UInt8]) { self.source = source }

  /// A line of the file: its bytes without its end, and where the next one begins.
  private struct FileLine {
    var range: Range<Int>
    var next: Int
    var number: Int
    var hasReturn: Bool
  }

  private mutating func nextLine() -> FileLine? {
    guard offset < source.count else { return nil }
    let newline = source[offset...].firstIndex(of: 0x0A) ?? source.count
    let hasReturn = newline > offset && source[newline - 1] == 0x0D
    lineNumber += 1
    let line = FileLine(
      range: offset..<(hasReturn ? newline - 1 : newline), next: min(newline + 1, source.count), number: lineNumber,
      hasReturn: hasReturn)
    offset = line.next
    return line
  }

  mutating func run() throws(TranscriptError) {
    while let line = nextLine() {
      guard let fence = CodeFence(opening: source[line.range]) else {
        readSeed(source[line.range])
        continue
      }
      if fence.language == Array("aofsh".utf8) {
        try block(fence, openedAt: line)
      } else {
        while let inner = nextLine() { if fence.isClosed(by: source[inner.range]) { break } }
      }
    }
  }

  private mutating func readSeed(_ line: ArraySlice<UInt8>) {
    let words = line.split(separator: 0x20)
    guard words.count == 4, words[0].elementsEqual("<!--".utf8), words[1].elementsEqual("seed".utf8),
      words[3].elementsEqual("-->".utf8)
    else { return }
    seed = UInt64(String(decoding: words[2], as: UTF8.self))
  }

  /// Reads the lines of an `aofsh` block and its end.
  private mutating func block(_ fence: CodeFence, openedAt opening: FileLine) throws(TranscriptError) {
    /// The step whose input or output is being read.
    var step: Transcript.Step?
    /// The quotes of its input, as long as that may go on.
    var quotes: QuoteScanner?
    while let line = nextLine() {
      if fence.isClosed(by: source[line.range]) {
        if let step { steps.append(step) }
        return
      }
      let content = source[line.range].dropFirst(indentation(of: source[line.range], atMost: fence.indent))
      let text = Array(content)
      if let (prompt, length) = Prompt.parse(text.span) {
        if let step { steps.append(step) }
        let input = Array(text.dropFirst(length + 1))
        let start = content.startIndex
        step = Transcript.Step(
          lineNumber: line.number, prompt: prompt, input: input, expected: [], promptRange: start..<start + length,
          expectedRange: line.next..<line.next, indent: fence.indent, hasReturns: opening.hasReturn)
        quotes = Line.hasQuotes(input.span, isFreeText: { _ in false }) ? QuoteScanner() : nil
        quotes?.read(input.span)
      } else if step == nil {
        guard Transcript.isBlank(content) else { throw .textBeforePrompt(line: line.number) }
      } else if quotes?.isOpen == true || step.map({ Block.isOpen($0.input) && $0.expected.isEmpty }) == true,
        let length = Prompt.parseContinuation(text.span)
      {
        let input = [0x0A] + text.dropFirst(length + 1)
        quotes?.read(input.span)
        step?.input += input
        step?.expectedRange = line.next..<line.next
      } else {
        quotes = nil
        step?.expect(text, endingAt: line.next)
      }
    }
    throw .unclosedBlock(line: opening.number)
  }

  private func indentation(of line: ArraySlice<UInt8>, atMost limit: Int) -> Int {
    line.prefix(limit).prefix { $0 == 0x20 }.count
  }
}

extension Transcript.Step {
  /// Adds a line.
  ///
  /// Blank ones wait until one that is not follows.
  fileprivate mutating func expect(_ line: [UInt8], endingAt end: Int) {
    blankLines.append(line)
    if Transcript.isBlank(line[...]) { return }
    expected += blankLines.map(ExpectedLine.init(written:))
    blankLines.removeAll()
    expectedRange = expectedRange.lowerBound..<end
  }
}
