import Bytes

extension Arguments {
  /// The count at `index`, of any sign.
  func signedCount(at index: Int) throws(CommandError) -> Int {
    let value = try integer(at: index)
    if value == .min { throw .countOutOfRange }
    return Int(value)
  }

  /// The count at `index`, which must be at least `least`; `refusal` is thrown for everything else.
  func count(at index: Int, least: Int = 0, orThrow refusal: CommandError) throws(CommandError) -> Int {
    guard let value = self[index].canonicalInteger, value >= least else { throw refusal }
    return Int(value)
  }
}
