/// What can stand at the cursor.
public struct Completion: Sendable {
  /// One way to complete the word.
  public struct Candidate: Equatable, Sendable {
    /// What replaces the bytes from `Completion.start` to the cursor.
    public var text: [UInt8]
    /// What follows when this is the only candidate, such as a space; not repeated when it stands there already.
    public var suffix: [UInt8]
    /// What the list shows; `text` when `nil`.
    public var display: [UInt8]?

    public init(text: [UInt8], suffix: [UInt8] = [UInt8(ascii: " ")], display: [UInt8]? = nil) {
      self.text = text
      self.suffix = suffix
      self.display = display
    }
  }

  /// Where the completed word begins, as a byte offset in the line, not after the cursor.
  public var start: Int
  /// The candidates, in the order of the list.
  public var candidates: [Candidate]

  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// The bytes that all candidates begin with, cut between characters.
  var commonPrefix: [UInt8] {
    guard var prefix = candidates.first?.text else { return [] }
    for candidate in candidates.dropFirst() {
      var length = 0
      while length < prefix.count, length < candidate.text.count, prefix[length] == candidate.text[length] {
        length += 1
      }
      // Differing inside a character: step back to where it begins.
      if length < prefix.count {
        while length > 0, prefix[length] & 0xC0 == 0x80 { length -= 1 }
      }
      prefix.removeSubrange(length...)
    }
    return prefix
  }
}
