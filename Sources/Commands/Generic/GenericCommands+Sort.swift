import Bytes
import Keyspace
import RESP

/// Sorting the elements of lists, sets and sorted sets.
extension GenericCommands {
  /// `SORT key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC | DESC] [ALPHA] [STORE destination]`.
  static func sort(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try sort(context, arguments, stores: true)
  }

  /// `SORT_RO`, which has no `STORE`.
  static func sortRo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try sort(context, arguments, stores: false)
  }

  private static func sort(
    _ context: CommandContext, _ arguments: Arguments, stores: Bool
  ) throws(CommandError) {
    var request = try SortRequest(arguments, stores: stores, followsNames: context.mayReadEveryKey(arguments))
    let entry = context.lookupRead(arguments[1])
    if request.isUnsorted, request.destination != nil, entry?.type == .set {
      // The order of a set's elements depends on chance, and must not get into a file.
      request.isUnsorted = false
      request.isAlphabetic = true
      request.by = nil
    }
    var elements = try elements(context, entry, arguments[1], request)
    let range = request.range(of: elements.count)
    if !request.isUnsorted { try order(&elements, context, arguments, request) }
    try deliver(elements[range], context, arguments, request)
  }

  /// The elements of the value in the order in which it has them, the last first if nothing is sorted but DESC was given.
  private static func elements(
    _ context: CommandContext, _ entry: Entry?, _ key: Span<UInt8>, _ request: borrowing SortRequest
  ) throws(CommandError) -> [[UInt8]] {
    guard let entry else { return [] }
    var elements: [[UInt8]] = []
    switch entry.type {
    case .list: ListValue(block: entry.block).forEach { elements.append([UInt8](copying: $0)) }
    case .set: SetValue(block: entry.block).forEach { elements.append($0.array) }
    case .sortedSet:
      // As in Redis, a sorted set that was sorted once is a large one.
      context.change(entry, SortedSetValue.self) { $0.enlarge(context.settings.limits) }
      SortedSetValue(block: entry.block).forEach { member, _ in elements.append(member.array) }
    default: throw .wrongType
    }
    if request.isUnsorted, request.isDescending, entry.type != .set { elements.reverse() }
    return elements
  }

  /// Sorts the elements by what the request says.
  private static func order(
    _ elements: inout [[UInt8]], _ context: CommandContext, _ arguments: Arguments, _ request: borrowing SortRequest
  ) throws(CommandError) {
    var weights: [[UInt8]?] = []
    if let by = request.by {
      let pattern = SortPattern(arguments[by])
      for element in elements { weights.append(value(context, of: pattern, for: element)) }
    } else {
      weights = elements
    }
    let isDescending = request.isDescending
    var order = Array(elements.indices)
    if request.isAlphabetic {
      let comparesWhole = request.destination != nil
      order.sort { left, right in
        let result = compare(weights[left], weights[right], whole: comparesWhole)
        return isDescending ? result > 0 : result < 0
      }
    } else {
      let numbers = try numbers(weights)
      order.sort { left, right in
        if numbers[left] != numbers[right] { return (numbers[left] < numbers[right]) != isDescending }
        let (first, second) = (elements[left], elements[right])
        let result = first.span.compare(second.span)
        return isDescending ? result > 0 : result < 0
      }
    }
    elements = order.map { elements[$0] }
  }

  /// The numbers that the weights are, 0 for those that are not there.
  private static func numbers(_ weights: [[UInt8]?]) throws(CommandError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(weights.count)
    for weight in weights {
      guard let weight else {
        numbers.append(0)
        continue
      }
      guard let number = weight.span.rangedDouble else { throw .scoresNotNumbers }
      numbers.append(number)
    }
    return numbers
  }

  /// The order of two weights, one that is not there being the least.
  ///
  /// What is only replied is compared as C strings are, up to a zero byte; what is stored, byte by byte.
  private static func compare(_ left: [UInt8]?, _ right: [UInt8]?, whole: Bool) -> Int {
    guard let left, let right else { return (left == nil ? 0 : 1) - (right == nil ? 0 : 1) }
    if whole { return left.span.compare(right.span) }
    return untilZero(left).span.compare(untilZero(right).span)
  }

  private static func untilZero(_ text: [UInt8]) -> [UInt8] {
    guard let end = text.firstIndex(of: 0) else { return text }
    return Array(text[..<end])
  }

  /// The value that a pattern stands for, or nil.
  private static func value(
    _ context: CommandContext, of pattern: borrowing SortPattern, for element: [UInt8]
  ) -> [UInt8]? {
    if pattern.isElement { return element }
    guard let key = pattern.key(for: element), let entry = context.lookupRead(key.span) else { return nil }
    guard let field = pattern.field else {
      guard entry.type == .string else { return nil }
      var text = ByteWriter()
      text.append(string: entry)
      return text.array
    }
    guard entry.type == .hash else { return nil }
    return HashValue(block: entry.block).value(of: field.span)?.array
  }

  // MARK: Result

  private static func deliver(
    _ elements: ArraySlice<[UInt8]>, _ context: CommandContext, _ arguments: Arguments,
    _ request: borrowing SortRequest
  ) throws(CommandError) {
    var results: [[UInt8]?] = []
    if request.get.isEmpty { results = Array(elements) }
    for element in elements {
      for index in request.get {
        let pattern = SortPattern(arguments[index])
        results.append(value(context, of: pattern, for: element))
      }
    }
    if let destination = request.destination { return store(results, context, arguments[destination]) }
    context.reply.array(results.count)
    for result in results {
      if let result { context.reply.bulk(result) } else { context.reply.null() }
    }
  }

  private static func store(_ results: [[UInt8]?], _ context: CommandContext, _ key: Span<UInt8>) {
    context.reply.integer(results.count)
    guard !results.isEmpty else {
      context.removeIfExpired(key)
      return context.removeDestination(key)
    }
    var list = ListValue.makeWithDefaultLimits()
    for result in results {
      let text = result ?? []
      list.push(text.span, at: .right, context.settings.limits)
    }
    let old = context.lookupWrite(key)
    let access = context.access(replacing: old)
    // Redis does not look for those who wait when a key gets another value, only when it is made.
    if old == nil { context.signalReady(key) }
    context.notifyIfNew(key)
    context.database.make(list, at: key, access: access)
    context.signalModified(key)
    context.notify(.list, "sortstore", key)
    context.dirty += Int64(results.count)
  }
}

extension CommandError {
  static var scoresNotNumbers: CommandError { .text("ERR One or more scores can't be converted into double") }
}
