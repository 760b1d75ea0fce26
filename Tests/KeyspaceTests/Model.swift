import Bytes
import Keyspace
import Testing

/// What a database should hold: the reference that the tests compare with.
struct Model {
  struct Value: Equatable {
    var bytes: [UInt8]
    var expiry: Int64?
    var encoding: String
    var access: UInt32
  }

  var keys: [[UInt8]: Value] = [:]

  static func encoding(of value: [UInt8]) -> String {
    if Int64(String(decoding: value, as: UTF8.self)).map({ Array("\($0)".utf8) }) == value { return "int" }
    return value.count <= 44 ? "embstr" : "raw"
  }
}

extension Entry {
  /// The value as the model has it.
  var modelValue: Model.Value {
    var text = ByteWriter()
    text.append(string: self)
    return Model.Value(bytes: text.array, expiry: expiry, encoding: "\(stringEncoding.name)", access: access)
  }
}

extension Database {
  /// The whole content, by a walk; a key that is met twice is a failure.
  var modelContent: [[UInt8]: Model.Value] {
    var found: [[UInt8]: Model.Value] = [:]
    forEach { entry in
      let key = [UInt8](copying: entry.key)
      if found.updateValue(entry.modelValue, forKey: key) != nil { Issue.record("\(key) is there twice") }
    }
    return found
  }

  /// Compares with `model` and checks all invariants.
  func expectEqual(_ model: Model, _ comment: @autoclosure () -> Comment, location: SourceLocation = #_sourceLocation) {
    if let problem = checkInvariants() { Issue.record("\(comment()): \(problem)", sourceLocation: location) }
    guard modelContent != model.keys else { return }
    Issue.record("\(comment()): another content than the model", sourceLocation: location)
  }
}

/// Keys of a few shapes, told apart by `number`: empty, binary, short, longer than a cache line.
func key(_ number: Int) -> [UInt8] {
  switch number {
  case 0: []
  case 1: [0]
  case 2: [0, 0]
  case 3: [0xFF, 0xC0, 0x80]
  case _ where number % 7 == 0: Array("\(number)".utf8) + [UInt8](repeating: UInt8(number & 255), count: 200)
  default: Array("key:\(number)".utf8)
  }
}

/// Calls with arrays, because a span cannot be part of an expectation.
extension Database {
  func find(_ key: [UInt8]) -> Entry? { find(key.span) }
  @discardableResult func remove(_ key: [UInt8]) -> Bool { remove(key.span) }
  func clearExpiry(_ key: [UInt8]) -> Bool { clearExpiry(key.span) }
  func append(_ key: [UInt8], _ suffix: [UInt8]) -> Int { append(key.span, suffix.span) }
  func setRange(_ key: [UInt8], offset: Int, _ bytes: [UInt8], access: UInt32 = 0) -> Int {
    setRange(key.span, offset: offset, bytes.span, access: access)
  }
}
