import Bytes

/// The flags of an entry.
enum StreamFlags {
  /// The entry is deleted.
  static let deleted = 1
  /// The entry has the fields of the master entry.
  static let sameFields = 2
}

extension Listpack {
  /// The integer at `position`; 0 if a text is there.
  func integer(_ position: Int) -> Int {
    if case .integer(let value) = unsafe element(position) { return Int(value) }
    return 0
  }
}

/// A node's listpack, read and changed by the meaning of its elements.
@unsafe struct StreamListpack {
  var list: Listpack

  init(_ list: Listpack) { unsafe self.list = list }

  private var second: Int { unsafe list.end(of: ListpackFormat.headerSize) }
  private var third: Int { unsafe list.end(of: second) }

  /// Entries that are not deleted.
  var live: Int { unsafe list.integer(ListpackFormat.headerSize) }
  /// Entries that are deleted.
  var deleted: Int { unsafe list.integer(second) }
  /// Fields of the master entry.
  var masterFieldCount: Int { unsafe list.integer(third) }
  /// Where the names of these fields begin.
  var masterFields: Int { unsafe list.end(of: third) }

  /// Where the first entry begins, or the end.
  var firstEntry: Int {
    var position = unsafe masterFields
    for _ in unsafe 0...masterFieldCount { position = unsafe list.end(of: position) }
    return position
  }

  mutating func setLive(_ count: Int) { unsafe list.replace(ListpackFormat.headerSize, withInteger: Int64(count)) }
  mutating func setDeleted(_ count: Int) { unsafe list.replace(second, withInteger: Int64(count)) }

  /// Marks the entry at `position` as deleted, without counting it.
  mutating func mark(_ position: Int) {
    let flags = unsafe list.integer(position)
    unsafe list.replace(position, withInteger: Int64(flags | StreamFlags.deleted))
  }

  // MARK: Adding

  /// A node for a first entry with these fields: names and values in turns.
  static func make(_ bytes: Span<UInt8>, _ fields: Span<Range<Int>>) -> StreamListpack {
    var list = unsafe Listpack.make()
    unsafe list.append(integer: 0)
    unsafe list.append(integer: 0)
    unsafe list.append(integer: Int64(fields.count / 2))
    var index = 0
    while index < fields.count {
      unsafe list.append(bytes.extracting(fields[index]))
      index += 2
    }
    unsafe list.append(integer: 0)
    return unsafe StreamListpack(list)
  }

  /// Adds an entry whose ID is that of the node and the differences.
  mutating func append(_ milliseconds: UInt64, _ sequence: UInt64, _ bytes: Span<UInt8>, _ fields: Span<Range<Int>>) {
    let isSame = unsafe hasMasterFields(bytes, fields)
    unsafe setLive(live + 1)
    unsafe list.append(integer: Int64(isSame ? StreamFlags.sameFields : 0))
    unsafe list.append(integer: Int64(truncatingIfNeeded: milliseconds))
    unsafe list.append(integer: Int64(truncatingIfNeeded: sequence))
    if !isSame { unsafe list.append(integer: Int64(fields.count / 2)) }
    var index = isSame ? 1 : 0
    while index < fields.count {
      unsafe list.append(bytes.extracting(fields[index]))
      index += isSame ? 2 : 1
    }
    unsafe list.append(integer: Int64(isSame ? 3 + fields.count / 2 : 4 + fields.count))
  }

  private func hasMasterFields(_ bytes: Span<UInt8>, _ fields: Span<Range<Int>>) -> Bool {
    guard unsafe masterFieldCount == fields.count / 2 else { return false }
    var position = unsafe masterFields
    var index = 0
    while index < fields.count {
      if unsafe !list.equals(position, bytes.extracting(fields[index])) { return false }
      position = unsafe list.end(of: position)
      index += 2
    }
    return true
  }

  // MARK: Checking

  /// Whether the listpack, which must be a valid one, is that of a node.
  var isNode: Bool {
    var position = ListpackFormat.headerSize
    guard let live = unsafe natural(&position), let deleted = unsafe natural(&position),
      let masterFields = unsafe natural(&position), unsafe skip(masterFields, &position),
      unsafe natural(&position) == 0
    else { return false }
    let (entries, overflow) = live.addingReportingOverflow(deleted)
    if overflow || entries == 0 { return false }
    var (left, stillLive) = (entries, live)
    while left > 0 {
      guard let flags = unsafe isEntry(&position, masterFields) else { return false }
      if flags & StreamFlags.deleted == 0 { stillLive -= 1 }
      left -= 1
    }
    return unsafe stillLive == 0 && list.byte(position) == Int(ListpackFormat.end)
  }

  /// Goes over one entry and returns its flags; nil if it is none.
  private func isEntry(_ position: inout Int, _ masterFields: Int) -> Int? {
    // In one byte, so that marking an entry moves nothing.
    guard unsafe list.byte(position) <= 3, let flags = unsafe natural(&position), unsafe anyInteger(&position),
      unsafe anyInteger(&position)
    else {
      return nil
    }
    var expected = 3
    if flags & StreamFlags.sameFields != 0 {
      guard unsafe skip(masterFields, &position) else { return nil }
      expected += masterFields
    } else {
      guard let fields = unsafe natural(&position), fields < 1 << 31, unsafe skip(2 * fields, &position) else {
        return nil
      }
      expected += 2 * fields + 1
    }
    return unsafe natural(&position) == expected ? flags : nil
  }

  private func skip(_ count: Int, _ position: inout Int) -> Bool {
    var left = count
    while left > 0 {
      if unsafe list.byte(position) == Int(ListpackFormat.end) { return false }
      position = unsafe list.end(of: position)
      left -= 1
    }
    return true
  }

  private func anyInteger(_ position: inout Int) -> Bool {
    guard unsafe list.byte(position) != Int(ListpackFormat.end), case .integer = unsafe list.element(position) else {
      return false
    }
    position = unsafe list.end(of: position)
    return true
  }

  /// Takes an integer that is not negative.
  private func natural(_ position: inout Int) -> Int? {
    guard unsafe list.byte(position) != Int(ListpackFormat.end),
      case .integer(let value) = unsafe list.element(position),
      value >= 0
    else { return nil }
    position = unsafe list.end(of: position)
    return Int(value)
  }
}
