import Bytes
import Glibc

/// A sorted set: members in the order of their scores.
///
/// A small one is a listpack (``SortedSetListpack``), a large one has its members in a table and a tree
/// (``RankedMembers``); Redis calls that a skiplist. Which of them it is depends on the directives
/// `zset-max-listpack-entries` and `zset-max-listpack-value` and only ever changes from the first to the second.
@safe public struct SortedSetValue: CollectionValue {
  private static let listpack: UInt8 = 0
  private static let ranked: UInt8 = 1

  public static var type: ValueType { .sortedSet }
  public internal(set) var block: CollectionBlock

  /// How the members are stored.
  @unsafe enum Form {
    case small(SortedSetListpack)
    case large(RankedMembers)
  }

  public init() { unsafe self.init(SortedSetListpack(.make())) }

  /// A sorted set without members, in the encoding that one with `member` has.
  public init(for member: Span<UInt8>, _ limits: EncodingLimits) {
    let isSmall = limits.zsetMaxListpackEntries > 0 && member.count <= limits.zsetMaxListpackValue
    self = isSmall ? SortedSetValue() : Self.makeLarge(limits)
  }

  /// A small sorted set of these bytes; nil if they are no listpack of pairs.
  public init?(listpack bytes: Span<UInt8>) {
    guard ListpackFormat.isValid(bytes, deeply: true) else { return nil }
    let list = unsafe Listpack.make(copying: bytes)
    unsafe self.init(SortedSetListpack(list))
    guard unsafe list.count % 2 == 0 else {
      release()
      return nil
    }
  }

  /// A small sorted set of `count` texts, members and scores in turn, in their order; `text` hands in each.
  public init(count: Int, text: (_ index: Int, _ body: (Span<UInt8>) -> Void) -> Void) {
    var list = unsafe Listpack.make()
    for index in 0..<count { text(index) { unsafe list.append($0) } }
    unsafe self.init(SortedSetListpack(list))
  }

  /// A sorted set without members that is never small.
  static func makeLarge(_ limits: EncodingLimits) -> SortedSetValue {
    unsafe SortedSetValue(RankedMembers.make(seed: limits.elementSeed))
  }

  public init(block: CollectionBlock) { self.block = block }

  init(_ members: SortedSetListpack) {
    block = unsafe CollectionBlock(members.list.base, encoding: Self.listpack)
  }

  init(_ members: RankedMembers) { block = unsafe CollectionBlock(members.base, encoding: Self.ranked) }

  var form: Form {
    @inline(__always)
    get {
      if block.encoding == Self.listpack { return unsafe .small(SortedSetListpack(Listpack(base: block.address))) }
      return unsafe .large(RankedMembers(base: block.address))
    }
  }

  /// Whether the members are in a listpack.
  public var isSmall: Bool { block.encoding == Self.listpack }

  public var encodingName: StaticString { isSmall ? "listpack" : "skiplist" }

  public var count: Int {
    switch unsafe form {
    case .small(let members): unsafe members.count
    case .large(let members): unsafe members.count
    }
  }

  public var memory: Int {
    switch unsafe form {
    case .small(let members): unsafe members.list.memory
    case .large(let members): unsafe members.memory
    }
  }

  public func copy() -> SortedSetValue {
    switch unsafe form {
    case .small(let members): unsafe SortedSetValue(SortedSetListpack(members.list.copy()))
    case .large(let members): unsafe SortedSetValue(members.copy())
    }
  }

  public var releaseEffort: Int {
    switch unsafe form {
    case .small: 1
    case .large(let members): unsafe members.count
    }
  }

  public func releasePart(_ budget: inout Int) -> Bool {
    switch unsafe form {
    case .small(let members): unsafe members.list.release()
    case .large(let members): return unsafe members.releasePart(&budget)
    }
    return true
  }

  /// The first violation of what must always hold, or nil; for tests.
  package func checkInvariants() -> String? {
    switch unsafe form {
    case .small(let members):
      unsafe ListpackFormat.isValid(members.list.span, deeply: true) ? nil : "not a listpack"
    case .large(let members): unsafe members.checkInvariants()
    }
  }
}
