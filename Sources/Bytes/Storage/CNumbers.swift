import Glibc

/// The C library's conversions between floating point and text.
///
/// They follow the process' locale; nothing in this project sets `LC_NUMERIC`, so that the point is a point.
enum CNumbers {
  /// What `strtod` makes of `text`, which must be taken whole; nil also for a range error that Redis refuses.
  static func double(_ text: Span<UInt8>) -> Double? {
    unsafe withTerminated(text) { start in
      var end: UnsafeMutablePointer<CChar>?
      errno = 0
      let value = unsafe strtod(start, &end)
      guard unsafe end == UnsafeMutablePointer(mutating: start + text.count) else { return nil }
      return errno == ERANGE && (value.isInfinite || value.isZero) ? nil : value
    }
  }

  /// What `strtod` makes of the beginning of `text`, and whether that is all of it.
  static func looseDouble(_ text: Span<UInt8>) -> (value: Double, isWhole: Bool) {
    unsafe withTerminated(text) { start in
      var end: UnsafeMutablePointer<CChar>?
      let value = unsafe strtod(start, &end)
      return unsafe (value, end == UnsafeMutablePointer(mutating: start + text.count))
    }
  }

  /// What `strtod` makes of `text`, if that is all of it and within the range; 0 for no text.
  static func rangedDouble(_ text: Span<UInt8>) -> Double? {
    unsafe withTerminated(text) { start in
      var end: UnsafeMutablePointer<CChar>?
      errno = 0
      let value = unsafe strtod(start, &end)
      guard unsafe end == UnsafeMutablePointer(mutating: start + text.count) else { return nil }
      return errno == ERANGE || value.isNaN ? nil : value
    }
  }

  #if arch(x86_64)
    /// What `strtold` makes of `text`, which must be taken whole; nil also for a range error that Redis refuses.
    static func longDouble(_ text: Span<UInt8>) -> Float80? {
      unsafe withTerminated(text) { start in
        var end: UnsafeMutablePointer<CChar>?
        errno = 0
        let value = unsafe strtold(start, &end)
        guard unsafe end == UnsafeMutablePointer(mutating: start + text.count) else { return nil }
        return errno == ERANGE && (value.isInfinite || value.isZero) ? nil : value
      }
    }
  #endif

  /// Appends what `printf` makes of `value`; `format` must name exactly one value of its type.
  static func format(_ format: StaticString, _ value: any CVarArg, to writer: inout ByteWriter) {
    let room = 5 * 1024
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
      guard let base = buffer.baseAddress else { return }
      let count = unsafe withVaList([value]) { arguments in
        unsafe format.utf8Start.withMemoryRebound(to: CChar.self, capacity: format.utf8CodeUnitCount + 1) {
          unsafe vsnprintf(base, room, $0, arguments)
        }
      }
      precondition(count >= 0 && Int(count) < room, "a number's text is larger than any number's")
      for index in 0..<Int(count) { unsafe writer.append(UInt8(bitPattern: buffer[index])) }
    }
  }

  /// Runs `body` on a copy of `text` that ends in a zero byte.
  ///
  /// Short texts are copied to the stack.
  private static func withTerminated<Result>(_ text: Span<UInt8>, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { buffer in
      for index in text.indices { unsafe buffer[index] = CChar(bitPattern: text[index]) }
      unsafe buffer[text.count] = 0
      return unsafe body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}
