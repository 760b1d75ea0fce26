import Bytes

/// Walks through the entries of a stream between two IDs, in either direction.
///
/// The stream must not change meanwhile.
@safe public struct StreamIterator {
  private let nodes: OrderedTree<StreamNode>
  private let lowest: StreamID
  private let highest: StreamID
  private let isReversed: Bool
  private let includesDeleted: Bool

  /// The node that the walk is in.
  private(set) var node: StreamNode?
  private var place: OrderedTree<StreamNode>.Position?
  private var list: Listpack
  private var masterFieldCount = 0
  private var masterFields = 0
  /// Where the entry begins that was found last.
  private(set) var entry = 0
  /// Elements of the entry that have not been read, its last one not counted.
  private var unread = 0
  /// Where the next element of the entry is; or where the next entry begins, when the walk goes forward.
  private var cursor = 0
  /// Where the next name is among those of the master entry.
  private var nameCursor = 0
  private var hasMasterFields = false

  /// Whether the entry that was found last is deleted.
  private(set) var isDeleted = false
  /// The ID of the entry that was found last.
  public private(set) var id = StreamID.zero
  /// How many fields it has.
  public private(set) var fieldCount = 0

  init(_ stream: StreamValue, from lowest: StreamID, through highest: StreamID, isReversed: Bool, includesDeleted: Bool)
  {
    unsafe nodes = stream.root.pointee.nodes
    self.lowest = lowest
    self.highest = highest
    self.isReversed = isReversed
    self.includesDeleted = includesDeleted
    unsafe list = Listpack(base: UnsafeMutableRawPointer(stream.root))
    place = Self.start(in: nodes, at: isReversed ? highest : lowest)
    if place == nil, !isReversed { place = nodes.first }
  }

  /// The last node that may hold entries up to `id`; nil if all are beyond it.
  static func start(in nodes: OrderedTree<StreamNode>, at id: StreamID) -> OrderedTree<StreamNode>.Position? {
    if let last = nodes.last, last.element.id <= id { return last }
    guard let beyond = nodes.lowerBound({ $0.id <= id }) else { return nil }
    return nodes.previous(beyond.position)
  }

  /// Goes to the next entry; false when there is none in the range.
  public mutating func next() -> Bool {
    while true {
      if node == nil {
        guard openNode() else { return false }
      }
      guard isReversed ? stepBack() : stepForward() else {
        node = nil
        continue
      }
      readEntry()
      if isReversed ? id < lowest : id > highest { return false }
      if isReversed ? id > highest : id < lowest { continue }
      if !isDeleted || includesDeleted { return true }
    }
  }

  /// Opens the node at ``place`` and moves that on.
  private mutating func openNode() -> Bool {
    guard let here = place else { return false }
    place = isReversed ? nodes.previous(here) : nodes.next(here)
    open(here.element)
    return true
  }

  /// Goes on in `node`.
  mutating func open(_ node: StreamNode) {
    self.node = node
    unsafe list = node.list
    let header = unsafe StreamListpack(list)
    masterFieldCount = unsafe header.masterFieldCount
    masterFields = unsafe header.masterFields
    entry = unsafe isReversed ? list.byteCount - 1 : header.firstEntry
    cursor = entry
    unread = -1
  }

  /// Moves ``entry`` to the entry after it, or to the first one.
  private mutating func stepForward() -> Bool {
    // The last element of an entry, which counts the others, has not been read either.
    for _ in 0..<unread + 1 { cursor = unsafe list.end(of: cursor) }
    entry = cursor
    return unsafe list.byte(cursor) != Int(ListpackFormat.end)
  }

  /// Moves ``entry`` to the entry before it.
  private mutating func stepBack() -> Bool {
    guard var position = unsafe list.previous(entry) else { return false }
    var steps = unsafe list.integer(position)
    // The master entry ends with 0.
    if steps == 0 { return false }
    while steps > 0, let before = unsafe list.previous(position) {
      position = before
      steps -= 1
    }
    entry = position
    return true
  }

  /// Reads what precedes the fields of the entry.
  private mutating func readEntry() {
    cursor = entry
    let flags = take()
    isDeleted = flags & StreamFlags.deleted != 0
    let master = node?.id ?? .zero
    id.milliseconds = master.milliseconds &+ UInt64(truncatingIfNeeded: take())
    id.sequence = master.sequence &+ UInt64(truncatingIfNeeded: take())
    hasMasterFields = flags & StreamFlags.sameFields != 0
    fieldCount = hasMasterFields ? masterFieldCount : take()
    unread = hasMasterFields ? fieldCount : 2 * fieldCount
    nameCursor = masterFields
  }

  private mutating func take() -> Int {
    defer { cursor = unsafe list.end(of: cursor) }
    return unsafe list.integer(cursor)
  }

  // MARK: Fields

  /// The next field of the entry; there are ``fieldCount`` of them.
  public mutating func nextField() -> (name: ListpackElement, value: ListpackElement) {
    precondition(unread > 0, "an entry has no more fields")
    let name: ListpackElement
    if hasMasterFields {
      name = unsafe list.element(nameCursor)
      nameCursor = unsafe list.end(of: nameCursor)
    } else {
      name = unsafe list.element(cursor)
      cursor = unsafe list.end(of: cursor)
      unread &-= 1
    }
    let value = unsafe list.element(cursor)
    cursor = unsafe list.end(of: cursor)
    unread &-= 1
    return (name, value)
  }

  /// The bytes of a name or a value that is no integer.
  @_lifetime(borrow self)
  public func bytes(_ range: Range<Int>) -> Span<UInt8> {
    let span = unsafe list.bytes(range)
    return unsafe _overrideLifetime(span, borrowing: self)
  }
}
