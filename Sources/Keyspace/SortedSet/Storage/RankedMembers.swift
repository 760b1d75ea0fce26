import Bytes
import Glibc

/// The members of a large sorted set: found by name in a table, by rank and score in a tree.
///
/// ```
/// root block: the table's address, the tree
/// ```
///
/// A handle like a pointer, which is freed by ``release()`` only.
@unsafe struct RankedMembers {
  typealias Tree = OrderedTree<RankedScore>

  @unsafe private struct Root {
    let elements: ElementTable<SortedSetMember>
    var tree: Tree
  }

  private let root: UnsafeMutablePointer<Root>

  init(base: UnsafeMutableRawPointer) { unsafe root = base.assumingMemoryBound(to: Root.self) }

  /// The members in `elements`, which `tree` has in their order.
  init(_ elements: ElementTable<SortedSetMember>, _ tree: Tree) {
    guard let block = unsafe malloc(MemoryLayout<Root>.size) else { fatalError("out of memory: a sorted set") }
    unsafe root = block.bindMemory(to: Root.self, capacity: 1)
    unsafe root.initialize(to: Root(elements: elements, tree: tree))
  }

  /// No members, in a table seeded with `seed`.
  static func make(seed: UInt64) -> RankedMembers { unsafe RankedMembers(.make(seed: seed), Tree()) }

  var base: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(root) }
  var count: Int { unsafe root.pointee.tree.count }
  var tree: Tree { unsafe root.pointee.tree }

  var memory: Int {
    unsafe Database.blockSize(MemoryLayout<Root>.size) + root.pointee.elements.memory + root.pointee.tree.memory
  }

  /// Frees a part of everything, and returns whether nothing is left.
  func releasePart(_ budget: inout Int) -> Bool {
    guard unsafe root.pointee.tree.releasePart(&budget, { _ in }) else { return false }
    guard unsafe root.pointee.elements.releasePart(&budget) else { return false }
    unsafe free(root)
    return true
  }

  /// Copies of all members.
  ///
  /// O(n).
  func copy() -> RankedMembers {
    let elements = unsafe root.pointee.elements.copy()
    let tree = unsafe root.pointee.tree.copy { ranked in
      guard let member = unsafe elements.find(ranked.member.key) else { preconditionFailure("a member that is lost") }
      return RankedScore(member, score: ranked.score)
    }
    return unsafe RankedMembers(elements, tree)
  }

  // MARK: Members

  /// The member called `text`.
  ///
  /// Expected O(1).
  func find(_ text: Span<UInt8>) -> SortedSetMember? { unsafe root.pointee.elements.find(text) }

  /// How many members come before `member`.
  ///
  /// O(log n).
  func rank(_ member: SortedSetMember) -> Int {
    let wanted = RankedScore(member, score: member.score)
    return unsafe root.pointee.tree.rank { RankedScore.isLess($0, wanted) }
  }

  /// Gives the member called `text` the score that `body` makes of its present one, nil if there is no such member.
  ///
  /// Nothing changes when `body` returns nil. O(log n).
  @inline(__always)
  func update(_ text: Span<UInt8>, _ body: (Double?) -> Double?) {
    let elements = unsafe root.pointee.elements
    let hash = unsafe elements.hash(text)
    if let slot = unsafe elements.slot(text, hash: hash) {
      let member = unsafe SortedSetMember(slot.pointee)
      guard let score = body(member.score), score != member.score else { return }
      unsafe root.pointee.tree.update(
        RankedScore(member, score: member.score), to: RankedScore(member, score: score))
      member.score = score
    } else if let score = body(nil) {
      let member = SortedSetMember.make(text, score: score)
      unsafe elements.insert(member, hash: hash)
      unsafe root.pointee.tree.insert(RankedScore(member, score: score))
    }
  }

  /// Removes the member called `text`.
  ///
  /// Returns whether it was there. O(log n).
  func remove(_ text: Span<UInt8>) -> Bool {
    guard let member = unsafe find(text) else { return false }
    unsafe root.pointee.tree.remove(RankedScore(member, score: member.score))
    return unsafe root.pointee.elements.remove(text)
  }

  /// Removes the member that has `rank` others before it.
  ///
  /// O(log n).
  func remove(at rank: Int) {
    let member = unsafe root.pointee.tree.remove(at: rank).member
    _ = unsafe root.pointee.elements.remove(member.key)
  }

  // MARK: Visiting

  func scan(_ cursor: UInt64, _ body: (SortedSetMember) -> Void) -> UInt64 {
    unsafe root.pointee.elements.scan(cursor, body)
  }

  /// The first violation of what must always hold, or nil; for tests.
  func checkInvariants() -> String? {
    var problem = unsafe root.pointee.elements.checkInvariants() ?? tree.checkInvariants()
    if unsafe root.pointee.elements.count != count { problem = "a table and a tree of different sizes" }
    unsafe tree.forEach { ranked in
      let found = unsafe root.pointee.elements.find(ranked.member.key)
      if unsafe found?.base != ranked.member.base { problem = "a ranked member that is not in the table" }
      if ranked.score != ranked.member.score { problem = "a member with two scores" }
    }
    return problem
  }
}
