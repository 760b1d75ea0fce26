import Keyspace

/// Some requests that lie in the same bytes and are to run one after the other.
///
/// While they wait, ``CommandContext/prepare(_:in:)`` fetches what their keys are looked up in, for all at once: the
/// memory answers many questions in the time of one.
public struct RequestBatch: Sendable {
  /// Requests in a full batch.
  public static let limit = 16

  private struct Request {
    let ranges: Range<Int>
    let place: Range<Int>
    let isCanonical: Bool
  }

  private var ranges: [Range<Int>] = []
  private var requests: [Request] = []

  /// An empty batch.
  public init() {}

  /// Requests in the batch.
  public var count: Int { requests.count }
  /// Whether there is room for no more.
  public var isFull: Bool { count >= Self.limit }

  /// Adds the request at `place`, whose arguments lie at `ranges`.
  public mutating func append(_ ranges: [Range<Int>], at place: Range<Int>, isCanonical: Bool = false) {
    let start = self.ranges.count
    self.ranges.append(contentsOf: ranges)
    requests.append(Request(ranges: start..<self.ranges.count, place: place, isCanonical: isCanonical))
  }

  /// Forgets all requests and keeps the memory.
  public mutating func removeAll() {
    ranges.removeAll(keepingCapacity: true)
    requests.removeAll(keepingCapacity: true)
  }

  /// Where request `index` lies.
  public func place(_ index: Int) -> Range<Int> { requests[index].place }

  /// The arguments of request `index`, which lies in `bytes`.
  @_lifetime(copy bytes, borrow self)
  public func arguments(_ index: Int, in bytes: Span<UInt8>) -> Arguments {
    let request = requests[index]
    return Arguments(
      bytes, ranges.span.extracting(request.ranges), canonical: request.isCanonical ? request.place : 0..<0)
  }

  /// Where the first argument behind the name of request `index` lies, which is the key of most commands.
  func keyRange(_ index: Int) -> Range<Int>? {
    let request = requests[index]
    return request.ranges.count > 1 ? ranges[request.ranges.lowerBound + 1] : nil
  }
}

extension CommandContext {
  /// Fetches what the keys of the requests in `batch` will be looked up in. Changes nothing but the time that it takes.
  public func prepare(_ batch: borrowing RequestBatch, in bytes: Span<UInt8>) {
    let database = database
    var hashes: InlineArray<16, UInt64> = .init(repeating: 0)
    let count = min(batch.count, hashes.count)
    for index in 0..<count {
      if let range = batch.keyRange(index) { hashes[index] = database.hash(bytes.extracting(range)) }
    }
    database.fetch(hashes, count: count)
  }
}
