import Bytes
import Keyspace
import Testing

@Suite("Databases against a dictionary") struct ModelTests {
  /// Every operation that changes a database, by chance, on a model and on the database.
  private struct Run {
    var random: RandomNumbers
    let databases = [Database(seed: 1), Database(seed: 2)]
    var models = [Model(), Model()]
    let keyCount: Int

    init(seed: Int, keyCount: Int) {
      random = RandomNumbers(seed: UInt64(seed))
      self.keyCount = keyCount
    }

    mutating func anyKey() -> [UInt8] { key(random.below(keyCount)) }

    mutating func anyValue() -> [UInt8] {
      let length = [0, 1, 3, 7, 8, 9, 16, 43, 44, 45, 100, 254, 255, 256, 257, 1_000][random.below(16)]
      if random.below(4) == 0 { return Array("\(Int64(bitPattern: random.next()) >> Int64(random.below(64)))".utf8) }
      return (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    mutating func anyAccess() -> UInt32 { UInt32(truncatingIfNeeded: random.next()) & 0xFF_FFFF }

    mutating func anyExpiry(_ old: Int64?) -> (change: ExpiryChange, time: Int64?) {
      switch random.below(3) {
      case 0: return (.clear, nil)
      case 1: return (.keep, old)
      default:
        let time = Int64(bitPattern: random.next())
        return (.at(time), time)
      }
    }

    mutating func step() {
      let side = random.below(2)
      switch random.below(12) {
      case 0...2: set(side)
      case 3: setInteger(side)
      case 4: setRaw(side)
      case 5...6: remove(side)
      case 7: changeExpiry(side)
      case 8: append(side)
      case 9: setRange(side)
      case 10: move(side)
      default: copy(side)
      }
    }

    private mutating func set(_ side: Int) {
      let (key, value, access) = (anyKey(), anyValue(), anyAccess())
      let expiry = anyExpiry(models[side].keys[key]?.expiry)
      databases[side].setString(key.span, value.span, expiry: expiry.change, access: access)
      models[side].keys[key] = Model.Value(
        bytes: value, expiry: expiry.time, encoding: Model.encoding(of: value), access: access)
    }

    private mutating func setInteger(_ side: Int) {
      let (key, number, access) = (anyKey(), Int64(bitPattern: random.next()), anyAccess())
      let expiry = anyExpiry(models[side].keys[key]?.expiry)
      databases[side].setInteger(key.span, number, expiry: expiry.change, access: access)
      models[side].keys[key] = Model.Value(
        bytes: Array("\(number)".utf8), expiry: expiry.time, encoding: "int", access: access)
    }

    private mutating func setRaw(_ side: Int) {
      let (key, value, access, isRaw) = (anyKey(), anyValue(), anyAccess(), random.below(2) == 0)
      let expiry = anyExpiry(models[side].keys[key]?.expiry)
      if isRaw {
        databases[side].setRawString(key.span, value.span, expiry: expiry.change, access: access)
      } else {
        databases[side].setText(key.span, value.span, expiry: expiry.change, access: access)
      }
      let encoding = isRaw || value.count > 44 ? "raw" : "embstr"
      models[side].keys[key] = Model.Value(bytes: value, expiry: expiry.time, encoding: encoding, access: access)
    }

    private mutating func remove(_ side: Int) {
      let key = anyKey()
      #expect(databases[side].remove(key) == (models[side].keys.removeValue(forKey: key) != nil))
    }

    private mutating func changeExpiry(_ side: Int) {
      let key = anyKey()
      guard let old = models[side].keys[key] else {
        #expect(!databases[side].clearExpiry(key))
        return
      }
      if random.below(2) == 0 {
        let time = Int64(bitPattern: random.next())
        databases[side].setExpiry(key.span, at: time)
        models[side].keys[key]?.expiry = time
      } else {
        #expect(databases[side].clearExpiry(key) == (old.expiry != nil))
        models[side].keys[key]?.expiry = nil
      }
    }

    private mutating func append(_ side: Int) {
      let (key, suffix) = (anyKey(), anyValue())
      guard var value = models[side].keys[key] else { return }
      value.bytes += suffix
      value.encoding = "raw"
      #expect(databases[side].append(key, suffix) == value.bytes.count)
      models[side].keys[key] = value.bytes.count > 20_000 ? nil : value
      if value.bytes.count > 20_000 { databases[side].remove(key) }
    }

    private mutating func setRange(_ side: Int) {
      let (key, bytes, offset, access) = (anyKey(), anyValue(), random.below(400), anyAccess())
      var value = models[side].keys[key] ?? Model.Value(bytes: [], expiry: nil, encoding: "raw", access: access)
      let length = max(value.bytes.count, offset + bytes.count)
      value.bytes += [UInt8](repeating: 0, count: length - value.bytes.count)
      value.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      value.encoding = "raw"
      #expect(databases[side].setRange(key, offset: offset, bytes, access: access) == length)
      models[side].keys[key] = value
    }

    private mutating func move(_ side: Int) {
      let (key, newKey, destination) = (anyKey(), anyKey(), random.below(2))
      guard let value = models[side].keys[key], models[destination].keys[newKey] == nil else { return }
      databases[side].move(key.span, to: databases[destination], as: newKey.span)
      models[side].keys[key] = nil
      models[destination].keys[newKey] = value
    }

    private mutating func copy(_ side: Int) {
      let (key, newKey, destination) = (anyKey(), anyKey(), random.below(2))
      guard let value = models[side].keys[key], models[destination].keys[newKey] == nil else { return }
      databases[side].copy(key.span, to: databases[destination], as: newKey.span)
      models[destination].keys[newKey] = value
    }

    func check(_ step: Int) {
      for side in 0..<2 { databases[side].expectEqual(models[side], "database \(side) after step \(step)") }
    }
  }

  @Test("hold what the model holds after any operations", arguments: 0..<24)
  func operations(seed: Int) {
    var run = Run(seed: seed, keyCount: [2, 5, 12, 40, 150, 600][seed % 6])
    for step in 0..<8_000 {
      run.step()
      if run.random.below(50) == 0 { _ = run.databases[run.random.below(2)].maintain(buckets: run.random.below(5)) }
      if step % 400 == 0 { run.check(step) }
    }
    run.check(8_000)
    for database in run.databases {
      let keys = database.modelContent.keys
      for key in keys { #expect(database.remove(key)) }
      #expect(database.usedMemory == 0)
      #expect(database.count == 0 && database.expiringCount == 0)
      #expect(database.checkInvariants() == nil)
    }
  }

  @Test("swap, count and empty whole databases")
  func keyspace() {
    let keyspace = Keyspace(databases: 3, seed: 7)
    let empty = keyspace.usedMemory
    for number in 0..<1_000 {
      keyspace.databases[0].setString(key(number).span, key(number).span, expiry: number % 3 == 0 ? .at(1) : .clear)
    }
    keyspace.databases[1].setString(key(5).span, key(6).span)
    #expect(keyspace.count == 1_001)
    #expect(keyspace.usedMemory > empty + 32 * 1_001)
    keyspace.swap(0, 1)
    keyspace.swap(2, 2)
    #expect(keyspace.databases.map(\.count) == [1, 1_000, 0])
    #expect(keyspace.databases.map(\.expiringCount) == [0, 334, 0])
    keyspace.removeAll()
    #expect(keyspace.count == 0 && keyspace.usedMemory == empty)
    #expect(keyspace.databases[1].find(key(9)) == nil)
  }
}
