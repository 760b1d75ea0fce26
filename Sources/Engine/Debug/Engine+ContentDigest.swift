import Bytes
import Commands

extension Engine {
  /// A digest of everything that persistence keeps: keys with their values and times to live, and function libraries.
  /// O(total size).
  public var contentDigest: Digest {
    var digest = Digest.exact(of: context.keyspace)
    for source in functions.sources { digest.exclusiveOr(Array("function library ".utf8) + source) }
    return digest
  }

  /// What DEBUG DIGEST replies, which leaves times to live and function libraries out. O(total size).
  public var digestText: String { Digest.text(of: context.keyspace) }

  /// The names of the function libraries, sorted.
  public var libraryNames: [[UInt8]] { functions.all.map(\.name).sorted { $0.lexicographicallyPrecedes($1) } }
}
