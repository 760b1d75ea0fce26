import Bytes
import Keyspace

extension SnapshotCheck {
  /// What ends a check.
  struct Damage: Error {
    let message: CheckMessage

    init(_ message: CheckMessage) { self.message = message }
  }

  /// Lets `body` read, and turns what stops it into what is said about it.
  mutating func read<Result>(
    _ body: (inout RecordReader) throws(RDBError.Cause) -> Result
  ) throws(Damage) -> Result {
    do throws(RDBError.Cause) { return try body(&reader) } catch { throw Damage(message(error)) }
  }

  /// Refuses a packed hash or sorted set that has a name twice; loading does not look for that.
  func refuseDuplicates(_ type: UInt8) throws(Damage) {
    let isDouble: Bool
    switch type {
    case 12: isDouble = reader.withFound { Self.hasDuplicates(ziplist: $0) }
    case 16, 17: isDouble = reader.withFound { Self.hasDuplicates(listpack: $0) }
    default: return
    }
    if isDouble { throw Damage(.corruptValue(type, "", isCompact: true, name: [])) }
  }

  private static func hasDuplicates(listpack bytes: Span<UInt8>) -> Bool {
    guard let elements = ListpackFormat.elements(of: bytes) else { return false }
    var names: Set<[UInt8]> = []
    for index in stride(from: 0, to: elements.count, by: 2) {
      let name = elements[index].withText(in: bytes) { [UInt8](copying: $0) }
      if !names.insert(name).inserted { return true }
    }
    return false
  }

  private static func hasDuplicates(ziplist bytes: Span<UInt8>) -> Bool {
    guard let elements = Ziplist.elements(of: bytes) else { return false }
    var names: Set<[UInt8]> = []
    for index in stride(from: 0, to: elements.count, by: 2) {
      let name =
        switch elements[index] {
        case .integer(let value): [UInt8](text: String(value))
        case .bytes(let range): [UInt8](copying: bytes.extracting(range))
        }
      if !names.insert(name).inserted { return true }
    }
    return false
  }

  private func message(_ cause: RDBError.Cause) -> CheckMessage {
    switch cause {
    case .shortRead, .readFailed:
      reader.step == .none ? .endOfFile : CheckMessage(line: reader.step.rawValue, reader.step.text)
    case .unknownLengthEncoding: CheckMessage(line: 236) { $0.append(reader.error(cause).checkText) }
    case .unknownStringEncoding: CheckMessage(line: 529) { $0.append(reader.error(cause).checkText) }
    case .invalidCompression: CheckMessage(line: 413) { $0.append(reader.error(cause).checkText) }
    case .moduleValue: CheckMessage(line: 2636) { $0.append(reader.error(cause).checkText) }
    case .corruptValue(let type, let reason):
      duplicateInZipmap(type)
        ?? .corruptValue(type, reason, isCompact: reader.isCompact, name: reader.scratch.array)
    default: CheckMessage { $0.append(reader.error(cause).checkText) }
    }
  }

  /// What is said of a zipmap that has a field twice: the length of that field is named.
  private func duplicateInZipmap(_ type: UInt8) -> CheckMessage? {
    guard type == 9 else { return nil }
    let length: Int? = reader.withFound { bytes in
      guard let pairs = Zipmap.pairs(of: bytes) else { return nil }
      var fields: Set<[UInt8]> = []
      return pairs.first { !fields.insert([UInt8](copying: bytes.extracting($0.field))).inserted }?.field.count
    }
    guard let length else { return nil }
    return CheckMessage(line: 2154) {
      $0.append("Hash zipmap with dup elements, or big length (", length)
      $0.append(")")
    }
  }
}
