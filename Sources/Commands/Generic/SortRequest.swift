import Bytes
import Keyspace

/// What SORT and SORT_RO ask for.
struct SortRequest: ~Escapable {
  /// The pattern of the keys that hold the weights; nil to sort by the elements themselves.
  var by: Int?
  /// Whether nothing is sorted: the pattern has no `*`.
  var isUnsorted = false
  /// The patterns of what is replied instead of the elements.
  var get: [Int] = []
  var start: Int64 = 0
  /// Elements that are wanted; negative for all.
  var limit: Int64 = -1
  var isDescending = false
  /// Whether texts are compared instead of numbers.
  var isAlphabetic = false
  /// The key that takes the result.
  var destination: Int?
  private let arguments: Arguments
  /// Whether keys may be read whose names come out of the elements.
  private let followsNames: Bool

  /// The request of the command; STORE is an option if `stores`.
  @_lifetime(copy arguments)
  init(_ arguments: Arguments, stores: Bool, followsNames: Bool) throws(CommandError) {
    self.arguments = arguments
    self.followsNames = followsNames
    var index = 2
    while index < arguments.count {
      index += try take(index, stores: stores)
    }
  }

  /// Reads the option at `index` and says how many arguments it has.
  private mutating func take(_ index: Int, stores: Bool) throws(CommandError) -> Int {
    let left = arguments.count - index - 1
    if arguments.isOption(at: index, "asc") { isDescending = false; return 1 }
    if arguments.isOption(at: index, "desc") { isDescending = true; return 1 }
    if arguments.isOption(at: index, "alpha") { isAlphabetic = true; return 1 }
    if arguments.isOption(at: index, "limit"), left >= 2 {
      start = try arguments.integer(at: index + 1)
      limit = try arguments.integer(at: index + 2)
      return 3
    }
    guard left >= 1 else { throw .syntax }
    if stores, arguments.isOption(at: index, "store") {
      destination = index + 1
    } else if arguments.isOption(at: index, "by") {
      by = index + 1
      if SortPattern(arguments[index + 1]).star == nil {
        isUnsorted = true
      } else if !followsNames {
        throw .text("ERR BY option of SORT denied due to insufficient ACL permissions.")
      }
    } else if arguments.isOption(at: index, "get") {
      guard followsNames else {
        throw .text("ERR GET option of SORT denied due to insufficient ACL permissions.")
      }
      get.append(index + 1)
    } else {
      throw .syntax
    }
    return 2
  }

  /// Where the key of the last STORE is, whether or not the other options are right.
  static func destination(in arguments: Arguments) -> Int? {
    var destination: Int?
    var index = 2
    while index < arguments.count {
      if arguments.isOption(at: index, "limit") {
        index += 2
      } else if arguments.isOption(at: index, "get") || arguments.isOption(at: index, "by") {
        index += 1
      } else if arguments.isOption(at: index, "store"), index + 1 < arguments.count {
        destination = index + 1
      }
      index += 1
    }
    return destination
  }

  /// The indexes that are wanted of `count` elements in their order.
  func range(of count: Int) -> Range<Int> {
    let first = Int(min(max(start, 0), Int64(count)))
    let wanted = limit < 0 ? count : Int(min(limit, Int64(count)))
    return first..<min(first + wanted, count)
  }
}

/// A pattern of BY or GET: the text of a key, with `*` for the element, and `->` before the field if that is a hash.
struct SortPattern: ~Escapable {
  private let text: Span<UInt8>
  /// Where the `*` is.
  let star: Int?
  /// Where the key ends and the `->` before a field begins.
  private let arrow: Int?

  @_lifetime(copy text)
  init(_ text: Span<UInt8>) {
    self.text = text
    // Redis looks for both as C does, up to a zero byte.
    var end = 0
    while end < text.count, text[end] != 0 { end += 1 }
    let star = (0..<end).first { text[$0] == UInt8(ascii: "*") }
    self.star = star
    arrow = star.flatMap { star in
      let found = (star + 1..<max(end, star + 1)).first { index in
        index + 1 < end && text[index] == UInt8(ascii: "-") && text[index + 1] == UInt8(ascii: ">")
      }
      return found.flatMap { $0 + 2 < end ? $0 : nil }
    }
  }

  /// Whether the pattern is `#`, which stands for the element itself.
  var isElement: Bool { text.count > 0 && text[0] == UInt8(ascii: "#") && (text.count == 1 || text[1] == 0) }

  /// The key for an element.
  func key(for element: [UInt8]) -> [UInt8]? {
    guard let star else { return nil }
    let end = arrow ?? text.count
    return [UInt8](copying: text.extracting(0..<star)) + element + [UInt8](copying: text.extracting(star + 1..<end))
  }

  /// The field of a hash.
  var field: [UInt8]? { arrow.map { [UInt8](copying: text.extracting(($0 + 2)...)) } }
}
