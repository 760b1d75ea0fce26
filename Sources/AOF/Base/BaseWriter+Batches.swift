import Bytes

/// Spreads the elements of a collection over commands, at most 64 to each, as Redis does.
struct ElementBatches {
  private static let largest = 64

  /// Elements that belong to no command yet.
  private var left: Int
  /// Elements that the present command still takes.
  private var inCommand = 0
  private let argumentsEach: Int

  /// Batches of `count` elements with so many arguments each.
  init(count: Int, argumentsEach: Int) {
    left = count
    self.argumentsEach = argumentsEach
  }

  /// Takes the next element; the arguments of all elements of the command that begins with it, nil if none begins.
  mutating func next() -> Int? {
    defer { inCommand -= 1 }
    if inCommand > 0 { return nil }
    inCommand = min(left, Self.largest)
    left -= inCommand
    return inCommand * argumentsEach
  }
}

extension BaseWriter {
  /// Begins the next element of the value at `key`, and where a command is full, the next `command`; the arguments of
  /// the element follow.
  mutating func beginElement(_ batches: inout ElementBatches, _ command: StaticString, at key: Span<UInt8>) {
    guard let arguments = batches.next() else { return }
    begin(2 + arguments, command, key)
    flushIfFull()
  }

  /// Begins a command of `count` arguments, its name and the key included.
  mutating func begin(_ count: Int, _ command: StaticString, argument: StaticString? = nil, _ key: Span<UInt8>) {
    buffer.append(marker: UInt8(ascii: "*"), line: Int64(count))
    append(command)
    if let argument { append(argument) }
    append(key)
  }

  mutating func append(_ word: StaticString) {
    buffer.append(marker: UInt8(ascii: "$"), line: Int64(word.utf8CodeUnitCount))
    buffer.append(line: word)
  }
}
