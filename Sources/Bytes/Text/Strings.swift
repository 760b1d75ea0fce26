extension Array where Element == UInt8 {
  /// The UTF-8 bytes of `text`.
  public init(text: String) { self.init(text.utf8) }
}

extension String {
  /// The text that `bytes` are in UTF-8, with U+FFFD for what is not.
  ///
  /// For messages only: it loses bytes.
  public init(bytes: Span<UInt8>) { self.init(decoding: [UInt8](copying: bytes), as: UTF8.self) }
}
