import Bytes
import Keyspace
import Testing

/// Large values that are freed bit by bit. Memory that is lost or freed twice shows in the account, or ends the process.
@Suite struct DeferredReleaseTests {
  static let kinds = ["list", "set", "sorted set", "hash", "stream"]

  @Test(arguments: kinds, [1, 7, 1000, Int.max]) func aLargeValueIsFreedInSteps(_ kind: String, _ units: Int) throws {
    let deferred = DeferredReleases()
    let database = Database(seed: 1, deferred: deferred)
    Self.fill(database, kind, count: 3000)
    let before = database.usedMemory
    #expect(Self.remove(database, lazily: true))
    #expect(database.usedMemory < before && database.usedMemory == 0)
    #expect(deferred.pendingObjects == 1 && deferred.freedObjects == 0 && deferred.memory > 1000)
    var steps = 0
    while deferred.release(units) { steps += 1 }
    #expect(deferred.isEmpty && deferred.pendingObjects == 0 && deferred.freedObjects == 1 && deferred.memory == 0)
    #expect(units <= 7 ? steps > 0 : units < Int.max || steps == 0)
    #expect(!deferred.release(1))
  }

  @Test(arguments: kinds) func aSmallValueIsFreedAtOnce(_ kind: String) {
    let deferred = DeferredReleases()
    let database = Database(seed: 1, deferred: deferred)
    Self.fill(database, kind, count: 5)
    #expect(Self.remove(database, lazily: true))
    #expect(deferred.isEmpty && deferred.pendingObjects == 0)
  }

  @Test func whatIsOverwrittenIsDeferredIfAsked() {
    let deferred = DeferredReleases()
    let database = Database(seed: 1, deferred: deferred)
    for takes in [false, true] {
      deferred.takesOverwritten = takes
      Self.fill(database, "hash", count: 1000)
      database.setString(Array("key".utf8).span, Array("x".utf8).span)
      #expect(deferred.pendingObjects == (takes ? 1 : 0))
    }
    Self.fill(database, "set", count: 500)
    #expect(Self.remove(database))
    #expect(deferred.pendingObjects == 2)
    deferred.isActive = false
    Self.fill(database, "set", count: 500)
    #expect(Self.remove(database, lazily: true))
    #expect(deferred.pendingObjects == 2)
    #expect(database.checkInvariants() == nil)
  }

  @Test(arguments: [1, 10, 1000]) func anEmptiedDatabaseIsFreedInSteps(_ units: Int) {
    let keyspace = Keyspace(databases: 2, seed: 3)
    let database = keyspace.databases[0]
    for index in 0..<2000 {
      let key = Array("key:\(index)".utf8)
      database.setString(
        key.span, Array(repeating: 7, count: index % 100).span, expiry: index % 3 == 0 ? .at(5) : .clear)
    }
    for kind in Self.kinds { Self.fill(database, kind, count: 1000, key: kind) }
    database.removeAll(lazily: true)
    #expect(database.count == 0 && database.expiringCount == 0 && database.usedMemory == 0)
    #expect(keyspace.deferred.pendingObjects == 2005)
    database.setString(Array("key:1".utf8).span, Array("new".utf8).span)
    while keyspace.deferred.release(units) {}
    #expect(keyspace.deferred.freedObjects == 2005)
    #expect(database.count == 1 && database.checkInvariants() == nil)
  }

  @Test func whatIsLeftGoesWithTheDatabase() {
    let deferred = DeferredReleases()
    do {
      let database = Database(seed: 1, deferred: deferred)
      for kind in Self.kinds {
        Self.fill(database, kind, count: 3000)
        database.remove(Array("key".utf8).span, lazily: true)
      }
      deferred.release(1500)
    }
    #expect(deferred.pendingObjects > 0)
  }

  private static func remove(_ database: Database, lazily: Bool? = nil) -> Bool {
    database.remove(Array("key".utf8).span, lazily: lazily)
  }

  private static func fill(_ database: Database, _ kind: String, count: Int, key: String = "key") {
    var limits = EncodingLimits()
    limits.listMaxListpackSize = 10
    limits.streamNodeMaxEntries = 10
    let names = (0..<count).map { Array("member:\($0)".utf8) }
    let key = Array(key.utf8)
    switch kind {
    case "list":
      var list = ListValue()
      for name in names { list.push(name.span, at: .right, limits) }
      database.make(list, at: key.span)
    case "set":
      var set = SetValue()
      for name in names { _ = set.insert(name.span, limits) }
      database.make(set, at: key.span)
    case "sorted set":
      var set = SortedSetValue()
      for (index, name) in names.enumerated() { set.update(name.span, limits) { _ in Double(index) } }
      database.make(set, at: key.span)
    case "hash":
      var hash = HashValue()
      for name in names { _ = hash.set(name.span, name.span, limits) }
      database.make(hash, at: key.span)
    default:
      var stream = StreamValue()
      for (index, name) in names.enumerated() { fill(&stream, index, name, limits) }
      database.make(stream, at: key.span)
    }
  }

  private static func fill(_ stream: inout StreamValue, _ index: Int, _ name: [UInt8], _ limits: EncodingLimits) {
    if index % 500 == 0 {
      _ = stream.addGroup(named: name.span, lastID: .zero, entriesRead: 0)?.addConsumer(named: name.span, seenTime: 1)
    }
    let id = StreamID(UInt64(index + 1), 0)
    let group = stream.group(at: stream.groupCount - 1)
    group.setPending(StreamPending(id, deliveryTime: 1, deliveryCount: 1, consumer: group.consumer(at: 0)))
    _ = stream.append(id, name.span, [0..<name.count, 0..<name.count].span, limits)
  }
}
