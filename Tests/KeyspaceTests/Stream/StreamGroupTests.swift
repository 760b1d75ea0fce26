import Bytes
import Testing

@testable import Keyspace

/// Groups, consumers and pending entries, compared with dictionaries.
struct StreamGroupTests {
  private static let names = ["", "a", "alice", "b", "bob", "zz", "é"].map { Array($0.utf8) }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func pendingEntriesBelongToOneConsumer(_ seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    var stream = StreamValue()
    let empty = stream.memory
    let groupName = Array("group".utf8)
    let added = stream.addGroup(named: groupName.span, lastID: .zero, entriesRead: -1)
    let again = stream.addGroup(named: groupName.span, lastID: .zero, entriesRead: -1)
    #expect(again == nil)
    let group = try #require(added)
    var owners: [UInt64: [UInt8]] = [:]
    for _ in 0..<4000 {
      let number = UInt64(random.below(300))
      let name = Self.names[random.below(Self.names.count)]
      switch random.below(10) {
      case 0..<6:
        let found = group.consumer(named: name.span) ?? group.addConsumer(named: name.span, seenTime: 5)
        let consumer = try #require(found)
        group.setPending(
          StreamPending(StreamID(number, 0), deliveryTime: 7, deliveryCount: number, consumer: consumer))
        owners[number] = name
      case 6..<9:
        #expect(group.removePending(StreamID(number, 0)) == (owners[number] != nil))
        owners[number] = nil
      default:
        guard random.below(20) == 0, let consumer = group.consumer(named: name.span) else { continue }
        group.remove(consumer)
        owners = owners.filter { $0.value != name }
      }
    }
    Self.check(group, owners)
    let copy = stream.copy()
    Self.check(copy.group(at: 0), owners)
    stream.remove(group)
    // The one leaf of the tree of groups stays.
    #expect(stream.memory - empty < 600)
    stream.release()
    Self.check(copy.group(at: 0), owners)
    copy.release()
  }

  private static func check(_ group: StreamGroup, _ owners: [UInt64: [UInt8]]) {
    var found: [UInt64: [UInt8]] = [:]
    var last = StreamID.zero
    group.forEachPending { pending in
      #expect(last <= pending.id)
      last = pending.id
      found[pending.id.milliseconds] = pending.consumer.map { [UInt8](copying: $0.name) }
      #expect(pending.deliveryCount == pending.id.milliseconds)
    }
    #expect(found == owners)
    #expect(group.pendingCount == owners.count)
    for rank in 0..<group.consumerCount {
      let consumer = group.consumer(at: rank)
      let name = [UInt8](copying: consumer.name)
      var ids: [UInt64] = []
      consumer.forEachPending { ids.append($0.milliseconds) }
      #expect(ids == owners.filter { $0.value == name }.keys.sorted())
      if rank > 0 { #expect([UInt8](copying: group.consumer(at: rank - 1).name).lexicographicallyPrecedes(name)) }
    }
  }

  @Test func identifiersCountAcrossTheWord() {
    #expect(StreamID(1, .max).successor == StreamID(2, 0))
    #expect(StreamID(2, 0).predecessor == StreamID(1, .max))
    #expect(StreamID.greatest.successor == nil)
    #expect(StreamID.zero.predecessor == nil)
    #expect(StreamID(1, 5) < StreamID(2, 0))
    #expect(!(StreamID(2, 0) < StreamID(1, 5)))
    let text = StreamIDText(.greatest)
    #expect([UInt8](copying: text.span) == Array("18446744073709551615-18446744073709551615".utf8))
  }
}
