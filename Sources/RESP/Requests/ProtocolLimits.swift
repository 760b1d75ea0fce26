/// How much one request may ask for before it is refused.
public struct ProtocolLimits: Equatable, Sendable {
  /// Bytes of one argument (Redis directive `proto-max-bulk-len`).
  public var maximumBulkLength: Int
  /// Arguments of one request.
  ///
  /// Redis 7.0 takes as many as an `int` can count.
  public var maximumArgumentCount: Int
  /// Bytes of an inline request, and of a line with a count or a length, without the end of the line.
  public var maximumLineLength: Int

  /// Whether the narrow limits count that clients have before they have said who they are: 10 arguments and 16384 bytes
  /// of each.
  public var isStranger = false

  /// Limits of one's own.
  public init(
    maximumBulkLength: Int = 512 << 20, maximumArgumentCount: Int = Int(Int32.max), maximumLineLength: Int = 64 << 10
  ) {
    self.maximumBulkLength = maximumBulkLength
    self.maximumArgumentCount = maximumArgumentCount
    self.maximumLineLength = maximumLineLength
  }

  /// The limits of an unconfigured Redis 7.0.
  public static let redis = ProtocolLimits()
}
