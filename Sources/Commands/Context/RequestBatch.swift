import Bytes
import Keyspace
import RESP

/// Some requests that lie in the same bytes and are to run one after the other.
///
/// While they wait, ``CommandContext/prepare(_:in:)`` fetches what their keys are looked up in, for all at once: the
/// memory answers many questions in the time of one.
public struct RequestBatch: ~Copyable {
  /// Requests in a full batch.
  public static let limit = Database.fetchLimit

  /// Where the arguments of all requests lie.
  private var ranges = RangeList()
  /// Which of those ranges belong to each request.
  private var requests = RangeList(minimumCapacity: limit)
  /// Where each request lies.
  private var places = RangeList(minimumCapacity: limit)
  /// Where each request lies whose bytes are canonical; empty for others.
  private var canonicalPlaces = RangeList(minimumCapacity: limit)

  /// An empty batch.
  public init() {}

  /// Requests in the batch.
  public var count: Int { requests.count }
  /// Whether there is room for no more.
  public var isFull: Bool { count >= Self.limit }

  /// Adds the request that begins at `start` of `bytes` and returns where it ends; nil when it is none that
  /// ``CanonicalRequest`` takes.
  public mutating func appendCanonical(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    let first = ranges.count
    guard let end = CanonicalRequest.scan(bytes, from: start, into: &ranges) else { return nil }
    append(argumentsFrom: first, at: start..<end, isCanonical: true)
    return end
  }

  /// Adds the request at `place`, whose arguments lie at `ranges`.
  public mutating func append(_ ranges: [Range<Int>], at place: Range<Int>, isCanonical: Bool = false) {
    let first = self.ranges.count
    for range in ranges { self.ranges.append(range) }
    append(argumentsFrom: first, at: place, isCanonical: isCanonical)
  }

  private mutating func append(argumentsFrom first: Int, at place: Range<Int>, isCanonical: Bool) {
    requests.append(first..<ranges.count)
    places.append(place)
    canonicalPlaces.append(isCanonical ? place : 0..<0)
  }

  /// Forgets all requests and keeps the memory.
  public mutating func removeAll() {
    ranges.removeAll()
    requests.removeAll()
    places.removeAll()
    canonicalPlaces.removeAll()
  }

  /// Where request `index` lies.
  public func place(_ index: Int) -> Range<Int> { places[index] }

  /// The arguments of request `index`, which lies in `bytes`.
  @_lifetime(copy bytes, borrow self)
  public func arguments(_ index: Int, in bytes: Span<UInt8>) -> Arguments {
    Arguments(bytes, ranges.span.extracting(requests[index]), canonical: canonicalPlaces[index])
  }

  /// Where the first argument behind the name of request `index` lies, which is the key of most commands.
  func keyRange(_ index: Int) -> Range<Int>? {
    let request = requests[index]
    return request.count > 1 ? ranges[request.lowerBound + 1] : nil
  }
}

extension CommandContext {
  /// Fetches what the keys of the requests in `batch` will be looked up in. Changes nothing but the time that it takes.
  public func prepare(_ batch: borrowing RequestBatch, in bytes: Span<UInt8>) {
    let database = database
    var room: InlineArray<32, UInt64> = .init(repeating: 0)
    // An element of the array itself would be read by way of a copy of the whole.
    var hashes = room.mutableSpan
    let count = min(batch.count, hashes.count)
    for index in 0..<count {
      if let range = batch.keyRange(index) { hashes[index] = database.hash(bytes.extracting(range)) }
    }
    database.fetch(hashes.span.extracting(0..<count))
  }
}
