/// An integer of up to 64 bits inside of a string, and what is to happen to it.
struct BitField {
  /// What is done with the field.
  enum Operation {
    case get
    case set(Int64)
    case increase(Int64)
  }

  /// What becomes of a number that does not fit.
  enum Overflow {
    /// Its higher bits are dropped.
    case wrap
    /// The nearest number that fits is stored.
    case saturate
    /// Nothing is stored.
    case fail
  }

  let isSigned: Bool
  let width: Int
  let offset: Int
  let operation: Operation
  let overflow: Overflow

  /// The field's number of its `bits`.
  func value(of bits: UInt64) -> Int64 {
    let unused = UInt64(64 - width)
    return isSigned ? Int64(bitPattern: bits &<< unused) &>> Int64(unused) : Int64(bits)
  }

  /// The sum of a number and an increment as the field stores it, or nil if it does not fit and is not to be stored.
  ///
  /// To store a number is to add 0 to it.
  func sum(_ value: Int64, _ increment: Int64) -> Int64? {
    let (sum, carry) = value.addingReportingOverflow(increment)
    let least = isSigned ? Int64.min >> Int64(64 - width) : 0
    let most = isSigned ? ~least : 1 << Int64(width) &- 1
    let isTooLarge: Bool
    if carry {
      isTooLarge = increment > 0
    } else if isSigned {
      // Redis takes a number to be stored for too large that is so small that its distance from the largest overflows.
      isTooLarge = sum > most || (value < least && most.subtractingReportingOverflow(value).overflow)
    } else {
      // A negative number counts as the large one that has its bits; a sum that became negative does not.
      isTooLarge = sum > most || value < 0
    }
    let isTooSmall = !isTooLarge && (carry || sum < least)
    guard isTooSmall || isTooLarge else { return sum }
    switch overflow {
    case .fail: return nil
    case .saturate: return isTooSmall ? least : most
    case .wrap:
      let bits = UInt64(bitPattern: sum)
      return self.value(of: width == 64 ? bits : bits & (1 << UInt64(width) - 1))
    }
  }
}
