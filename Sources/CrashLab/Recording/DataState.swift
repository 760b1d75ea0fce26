import Bytes
import Commands
public import Engine
import Keyspace

/// What a data set held at one moment; equal when the keys, their values, their times to live and the function
/// libraries are.
public struct DataState: Hashable, Sendable {
  /// Tells all states apart.
  let digest: Digest
  /// The state in words, cut short if it holds much.
  public let text: String

  private static let longestShown = 8

  /// The state of what `engine` holds at the moment. O(bytes).
  public init(_ engine: Engine) {
    digest = engine.contentDigest
    text = Self.describe(engine)
  }

  public static func == (left: DataState, right: DataState) -> Bool { left.digest == right.digest }

  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  private static func describe(_ engine: Engine) -> String {
    var words: [String] = []
    var count = 0
    for (index, database) in engine.context.keyspace.databases.enumerated() where database.count > 0 {
      count += database.count
      database.forEach { entry in
        guard words.count < 4 * longestShown else { return }
        words.append((index == 0 ? "" : "\(index)/") + describe(entry))
      }
    }
    words.sort()
    for name in engine.libraryNames {
      count += 1
      words.append("library \(String(decoding: name, as: UTF8.self))")
    }
    if words.isEmpty { return "no keys" }
    let shown = words.prefix(longestShown).joined(separator: ", ")
    return count > longestShown ? "\(shown) and \(count - longestShown) more" : shown
  }

  private static func describe(_ entry: Entry) -> String {
    let key = String(decoding: [UInt8](quotedIfNeeded: entry.key), as: UTF8.self)
    guard entry.type == .string else { return "\(key)=(\(entry.type.name))" }
    var value = ByteWriter()
    value.append(string: entry)
    let isLong = value.count > 16
    let start = Array(value.array.prefix(16))
    let text = String(decoding: [UInt8](quotedIfNeeded: start.span), as: UTF8.self)
    return "\(key)=\(text)\(isLong ? "…" : "")"
  }
}

extension Array where Element == UInt8 {
  /// `bytes` as they are if they are plain characters, else in quotes.
  fileprivate init(quotedIfNeeded bytes: Span<UInt8>) {
    let copy = [UInt8](copying: bytes)
    let isPlain = !copy.isEmpty && copy.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 }
    self = isPlain ? copy : [UInt8](quoted: bytes)
  }
}
