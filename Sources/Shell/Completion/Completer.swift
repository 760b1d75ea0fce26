/// What can stand at the cursor.
public struct CompletionResult: Equatable, Sendable {
  /// One way to complete the word.
  public struct Candidate: Equatable, Sendable {
    /// What replaces the bytes from `start` to the cursor, quoted where it must be.
    public var text: [UInt8]
    /// What follows when this is the only candidate: a space, a slash, or nothing.
    public var suffix: [UInt8]
    /// What the list shows; `text` when nil.
    public var display: [UInt8]?
  }

  /// Where the completed word begins, as a byte offset in the line.
  public var start: Int
  /// The candidates, in the order of the list.
  public var candidates: [Candidate]
}
