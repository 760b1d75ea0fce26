import Bytes

/// Directives that take several words.
extension Directive {
  /// Words of some that are known, in their order.
  func choices(_ words: [[UInt8]], _ known: [String]) throws(Unacceptable) -> [UInt8] {
    let given = words.flatMap { $0.split(separator: 0x20) }.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard !given.isEmpty, given.allSatisfy(known.contains) else {
      throw Unacceptable(reason: "argument(s) must be one of the following: " + known.joined(separator: ", "))
    }
    if given.contains("save"), given.contains("nosave") {
      throw Unacceptable(reason: "shutdown options SAVE and NOSAVE can't be used simultaneously")
    }
    let named = known.filter { given.contains($0) && ($0 != "default" || Set(given) == ["default"]) }
    return Array(named.joined(separator: " ").utf8)
  }

  /// Percentages with up to six digits behind the point.
  func percentiles(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    var accepted: [[UInt8]] = []
    for word in Self.separated(words) {
      guard let number = Double(String(decoding: word, as: UTF8.self)), !number.isNaN else {
        throw Unacceptable(reason: "Invalid \(name) parameters")
      }
      guard (0...100).contains(number) else {
        throw Unacceptable(reason: "\(name) parameters should sit between [0.0,100.0]")
      }
      accepted.append(Self.trimmed(number))
    }
    return Array(accepted.joined(separator: [0x20]))
  }

  /// A number with at most six digits behind the point, and no zeroes at its end.
  private static func trimmed(_ number: Double) -> [UInt8] {
    let millionths = Int((number * 1_000_000).rounded(.toNearestOrEven))
    var text = ByteWriter()
    text.append(decimal: millionths / 1_000_000)
    text.append(".")
    text.append(padded: millionths % 1_000_000, count: 6)
    let digits = text.array
    let end = digits.lastIndex { $0 != UInt8(ascii: "0") } ?? 0
    return Array(digits[...(digits[end] == UInt8(ascii: ".") ? end - 1 : end)])
  }

  /// Three whole numbers.
  func memoryScores(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    let given = Self.separated(words)
    guard given.count == 3 else { throw Unacceptable(reason: "wrong number of arguments") }
    let numbers = given.compactMap { $0.span.canonicalInteger }.filter { (-2000...2000).contains($0) }
    guard numbers.count == 3 else {
      throw Unacceptable(reason: "Invalid \(name), elements must be between -2000 and 2000.")
    }
    return Array(numbers.map(String.init).joined(separator: " ").utf8)
  }

  /// CONFIG SET gives all in one word, with one blank between two.
  private static func separated(_ words: [[UInt8]]) -> [[UInt8]] {
    words.flatMap { $0.isEmpty ? [] : $0.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init) }
  }

  /// Groups of a class of clients, a hard limit, a soft limit and seconds; classes that are not named keep theirs.
  func outputLimits(_ words: [[UInt8]], current: [UInt8]) throws(Unacceptable) -> [UInt8] {
    let given = words.flatMap { $0.split(separator: 0x20).map(Array.init) }
    guard given.count % 4 == 0 else {
      throw Unacceptable(reason: "Wrong number of arguments in buffer limit configuration.")
    }
    var limits = current.split(separator: 0x20).map(Array.init)
    for start in stride(from: 0, to: given.count, by: 4) {
      var name = String(decoding: given[start], as: UTF8.self).lowercased()
      if name == "replica" { name = "slave" }
      guard let place = limits.firstIndex(of: Array(name.utf8)), ["normal", "slave", "pubsub"].contains(name) else {
        throw Unacceptable(reason: "Invalid client class specified in buffer limit configuration.")
      }
      let (hardText, softText, secondsText) = (given[start + 1], given[start + 2], given[start + 3])
      guard let hard = MemorySize.parse(hardText.span), let soft = MemorySize.parse(softText.span),
        let seconds = secondsText.span.canonicalInteger, seconds >= 0
      else {
        throw Unacceptable(reason: "Error in hard, soft or soft_seconds setting in buffer limit configuration.")
      }
      limits[place + 1] = Array(String(hard).utf8)
      limits[place + 2] = Array(String(soft).utf8)
      limits[place + 3] = Array(String(seconds).utf8)
    }
    return Array(limits.joined(separator: [0x20]))
  }
}
