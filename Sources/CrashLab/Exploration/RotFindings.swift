/// What starts make of files in which a bit has changed.
public struct RotFindings: Sendable {
  /// Starts that found what the files held before.
  public var harmless = 0
  /// Starts that were refused.
  public var refused = 0
  /// Starts that cut off a part of a file, said so, and kept it.
  public var cut = 0
  /// Starts that found other data without a word, because what has changed has no checksum.
  public var unnoticed = 0

  /// Nothing yet.
  public init() {}

  /// All of them.
  public var total: Int { harmless + refused + cut + unnoticed }

  /// Adds what another exploration found.
  public mutating func add(_ other: RotFindings) {
    harmless += other.harmless
    refused += other.refused
    cut += other.cut
    unnoticed += other.unnoticed
  }
}
