import Bytes

extension Arguments {
  /// The integer at `index`.
  func integer(at index: Int) throws(CommandError) -> Int64 {
    guard let value = self[index].canonicalInteger else { throw .notAnInteger }
    return value
  }

  /// The number at `index`, which must fit 32 bits: how Redis reads database numbers.
  func shortInteger(at index: Int) throws(CommandError) -> Int {
    guard let value = Int32(exactly: try integer(at: index)) else { throw .outOfIntRange }
    return Int(value)
  }

  /// Whether the argument at `index` is the word `lowercased`, in any case.
  ///
  /// Redis compares options as C strings, so what follows a zero byte does not count.
  public func isOption(at index: Int, _ lowercased: StaticString) -> Bool {
    let argument = self[index]
    let count = lowercased.utf8CodeUnitCount
    if argument.count == count { return argument.equalsIgnoringCase(lowercased) }
    return argument.count > count && argument[count] == 0
      && argument.extracting(0..<count).equalsIgnoringCase(lowercased)
  }
}
