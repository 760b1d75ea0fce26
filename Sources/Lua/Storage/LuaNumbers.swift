import Bytes
import CLua

/// Numbers as Lua and its modules write and read them: with the C library's functions.
enum LuaNumbers {
  /// What `%.<digits>g` makes of `number`.
  static func text(of number: Double, digits: Int = 14) -> [UInt8] {
    let room = 64
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
      let count = unsafe clua_format_number(number, Int32(digits), buffer.baseAddress, room)
      return (0..<count).map { unsafe UInt8(bitPattern: buffer[$0]) }
    }
  }

  /// The number with which `bytes` begin and how many bytes it takes; nil if they begin with none.
  static func parse(_ bytes: Span<UInt8>) -> (value: Double, count: Int)? {
    var value = 0.0
    let used = unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe clua_parse_number(start, bytes.count, &value)
    }
    return used == 0 ? nil : (value, used)
  }
}
