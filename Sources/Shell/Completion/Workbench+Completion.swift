extension Workbench {
  /// What can stand at the cursor, a byte offset in `line`.
  ///
  /// Keys and files are those that are there now. O(entries looked at), which are limited.
  public func complete(_ line: [UInt8], cursor: Int) -> CompletionResult {
    CompletionResult(start: cursor, candidates: [])
  }

  /// What could follow `line`, shown behind the cursor: the rest of the syntax; empty when nothing is known.
  public func hint(_ line: [UInt8]) -> String { "" }
}
