import Bytes
import Keyspace
import Testing

@Suite("Entries") struct EntryTests {
  private let database = Database(seed: 12)

  private func expect(_ key: [UInt8], _ value: [UInt8], _ encoding: String, expiry: Int64? = nil) throws {
    let entry = try #require(database.find(key))
    #expect([UInt8](copying: entry.key) == key)
    #expect(entry.modelValue.bytes == value)
    #expect(entry.stringLength == value.count)
    #expect("\(entry.stringEncoding.name)" == encoding)
    #expect(entry.expiry == expiry)
    #expect(entry.type == .string)
    #expect(database.checkInvariants() == nil)
  }

  @Test("keep keys whose length does not fit three bytes", arguments: [0xFF_FFFE, 0xFF_FFFF, 0x100_0000])
  func longKeys(length: Int) throws {
    var name = [UInt8](repeating: 0x6B, count: length)
    name[length - 1] = 0
    database.setString(name.span, [0x31].span)
    try expect(name, [0x31], "int")
    database.setExpiry(name.span, at: 99)
    try expect(name, [0x31], "int", expiry: 99)
    #expect(database.append(name, [0x61]) == 2)
    try expect(name, [0x31, 0x61], "raw", expiry: 99)
    #expect(database.clearExpiry(name))
    let other = Array(name.dropFirst())
    #expect(database.find(other) == nil)
    database.move(name.span, to: database, as: other.span)
    try expect(other, [0x31, 0x61], "raw")
    #expect(database.find(name) == nil)
    #expect(database.remove(other))
    #expect(database.usedMemory == 0)
  }

  @Test("hold values of each length around the limits", arguments: [0, 1, 20, 44, 45, 254, 255, 256, 257, 70_000])
  func lengths(length: Int) throws {
    let value = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 128) }
    for name in [[], [0], Array("name".utf8)] as [[UInt8]] {
      for expiry in [nil, 0, -1, Int64.min, Int64.max] as [Int64?] {
        let change: ExpiryChange = if let expiry { .at(expiry) } else { .clear }
        database.setString(name.span, value.span, expiry: change, access: 0xFF_FFFF)
        try expect(name, value, length <= 44 ? "embstr" : "raw", expiry: expiry)
        database.setRawString(name.span, value.span)
        try expect(name, value, "raw", expiry: expiry)
        #expect(database.find(name)?.access == 0)
      }
      #expect(database.remove(name))
      #expect(database.usedMemory == 0)
    }
  }

  @Test("use the int encoding for what reads back the same, and only for that")
  func integers() throws {
    for text in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
      database.setString([1].span, Array(text.utf8).span)
      try expect([1], Array(text.utf8), "int")
    }
    for text in ["-0", "+1", "01", " 1", "1 ", "9223372036854775808", "1.0", ""] {
      database.setString([1].span, Array(text.utf8).span)
      try expect([1], Array(text.utf8), "embstr")
    }
    database.setText([1].span, Array("12".utf8).span)
    try expect([1], Array("12".utf8), "embstr")
  }

  @Test("keep an access clock of 24 bits away from all else")
  func access() throws {
    database.setString([1, 2, 3].span, [0x61].span, access: .max)
    try expect([1, 2, 3], [0x61], "embstr")
    let entry = try #require(database.find([1, 2, 3]))
    #expect(entry.access == 0xFF_FFFF)
    entry.access = 0xAB12_3456
    #expect(entry.access == 0x12_3456)
    try expect([1, 2, 3], [0x61], "embstr")
    #expect(database.append([1, 2, 3], [0x62]) == 2)
    #expect(database.find([1, 2, 3])?.access == 0x12_3456)
    #expect(database.setRange([1, 2, 3], offset: 300, [0x62], access: 9) == 301)
    #expect(database.find([1, 2, 3])?.access == 0x12_3456)
  }

  /// Setting a key to a part of itself frees what it reads from, unless that is done last.
  @Test("can be set from their own key and value")
  func aliases() throws {
    for length in [3, 40, 200, 255, 256, 5_000] {
      let value = (0..<length).map { UInt8(truncatingIfNeeded: $0 &+ 97) }
      for cut in [0, 1, length / 2, length - 1] {
        database.setString([7].span, value.span, expiry: .at(5))
        let entry = try #require(database.find([7]))
        database.setRawString(entry.key, entry.bytes.extracting(cut...), expiry: cut == 1 ? .clear : .keep)
        try expect([7], Array(value[cut...]), "raw", expiry: cut == 1 ? nil : 5)
      }
    }
    let entry = try #require(database.find([7]))
    let wasCleared = database.clearExpiry(entry.key)
    #expect(wasCleared)
    let moved = try #require(database.find([7]))
    database.move(moved.key, to: Database(seed: 1), as: moved.key)
    #expect(database.usedMemory == 0)
  }

  @Test("grow by appending, byte by byte and by large pieces")
  func appending() throws {
    var model: [UInt8] = [0x2D]
    database.setString([5].span, model.span, expiry: .at(8))
    for count in Array(repeating: 1, count: 600) + [0, 5_000, 3, 1 << 20, 1, 2 << 20] {
      let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: model.count), count: count)
      model += piece
      #expect(database.append([5], piece) == model.count)
    }
    try expect([5], model, "raw", expiry: 8)
    #expect(database.usedMemory < model.count + (1 << 20) + 200)
    #expect(database.remove([5]))
    #expect(database.usedMemory == 0)
  }

  @Test("fill the gap before a range with zero bytes")
  func ranges() throws {
    #expect(database.setRange([1], offset: 3, [9], access: 77) == 4)
    try expect([1], [0, 0, 0, 9], "raw")
    #expect(database.find([1])?.access == 77)
    #expect(database.setRange([1], offset: 1, [5, 6]) == 4)
    try expect([1], [0, 5, 6, 9], "raw")
    #expect(database.setRange([1], offset: 1_000, [8]) == 1_001)
    // What a longer string left behind must not shine through a gap.
    database.setString([2].span, [UInt8](repeating: 0xEE, count: 10_000).span)
    #expect(database.remove([2]))
    #expect(database.setRange([3], offset: 9_999, [1]) == 10_000)
    try expect([3], [UInt8](repeating: 0, count: 9_999) + [1], "raw")
    database.setInteger([4].span, 12_345)
    #expect(database.setRange([4], offset: 2, Array("xy".utf8)) == 5)
    try expect([4], Array("12xy5".utf8), "raw")
  }

  @Test("trap what would put two entries under one key")
  func collisions() async {
    await #expect(processExitsWith: .failure) {
      let database = Database(seed: 1)
      database.setInteger([1].span, 1)
      database.copy([1].span, to: database, as: [1].span)
    }
    await #expect(processExitsWith: .failure) {
      let database = Database(seed: 1)
      database.setInteger([1].span, 1)
      database.setInteger([2].span, 1)
      database.move([1].span, to: database, as: [2].span)
    }
    await #expect(processExitsWith: .failure) {
      let database = Database(seed: 1)
      database.setString([1].span, [UInt8](repeating: 65, count: 300).span)
      if let entry = database.find([1]) { _ = database.append([1].span, entry.bytes) }
    }
  }
}
