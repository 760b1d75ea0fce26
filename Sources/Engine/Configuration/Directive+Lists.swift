import Bytes

/// Directives that take several words.
extension Directive {
  /// Refuses what Redis refuses of lists of numbers.
  func checkNumbers(_ words: [ArraySlice<UInt8>]) throws(Unacceptable) {
    if name == "oom-score-adj-values" {
      guard words.count == 3 else { throw Unacceptable(reason: "wrong number of arguments") }
      for word in words {
        guard let number = Array(word).span.canonicalInteger, (-2000...2000).contains(number) else {
          throw Unacceptable(reason: "Invalid \(name), elements must be between -2000 and 2000.")
        }
      }
    }
    if name == "latency-tracking-info-percentiles", words.contains(where: { !$0.isEmpty }) {
      for word in words {
        guard let number = Double(String(decoding: word, as: UTF8.self)), !number.isNaN else {
          throw Unacceptable(reason: "Invalid \(name) parameters")
        }
        guard (0...100).contains(number) else {
          throw Unacceptable(reason: "\(name) parameters should sit between [0.0,100.0]")
        }
      }
    }
  }

  /// Words of some that are known, in their order.
  func choices(_ words: [[UInt8]], _ known: [String]) throws(Unacceptable) -> [UInt8] {
    let given = words.flatMap { $0.split(separator: 0x20) }.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard !given.isEmpty, given.allSatisfy(known.contains) else {
      throw Unacceptable(reason: "argument(s) must be one of the following: " + known.joined(separator: ", "))
    }
    if given.contains("save"), given.contains("nosave") {
      throw Unacceptable(reason: "shutdown options SAVE and NOSAVE can't be used simultaneously")
    }
    return Array(given.joined(separator: " ").utf8)
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
