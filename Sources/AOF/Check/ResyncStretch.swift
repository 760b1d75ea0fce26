import Bytes

/// What a damaged stretch may have held.
struct ResyncStretch: Equatable {
  /// What becomes of the transaction that is open, or not, at the stretch.
  enum Boundary {
    /// It held neither MULTI nor EXEC.
    case none
    /// It is a damaged MULTI.
    case multi
    /// It is a damaged EXEC.
    case exec
    /// It may have held either.
    case unknown
  }

  /// What becomes of the database.
  enum Database: Equatable {
    case unchanged
    case selected(Int)
    case unknown
  }

  var boundary = Boundary.unknown
  var database = Database.unchanged

  /// Bytes of the longest stretch that is compared with whole commands.
  static let longestCompared = 32
  private static let multi = Array("*1\r\n$5\r\nMULTI\r\n".utf8)
  private static let exec = Array("*1\r\n$4\r\nEXEC\r\n".utf8)
  private static let select = Array("*2\r\n$6\r\nSELECT\r\n$".utf8)
  private static let word = Array("SELECT\r\n$".utf8)

  /// Compares a short stretch with the commands that matter: up to four bytes of one may be damaged.
  init(comparing bytes: [UInt8], isContained: Bool) {
    boundary = isContained ? .none : .unknown
    if Self.isNear(bytes, Self.multi) {
      boundary = .multi
    } else if Self.isNear(bytes, Self.exec) {
      boundary = .exec
    } else if (23...25).contains(bytes.count), Self.isNear(Array(bytes.prefix(Self.select.count)), Self.select) {
      boundary = .none
      database = Self.number(bytes[Self.select.count...].dropFirst(3)).map { .selected($0) } ?? .unknown
    }
  }

  /// Says what a piece of a longer stretch does to the database: its last SELECT counts, if there is any.
  mutating func note(_ bytes: [UInt8]) {
    var index = bytes.count - Self.word.count
    while index >= 0 {
      if bytes[index...].starts(with: Self.word) {
        let rest = bytes[(index + Self.word.count)...]
        database = Self.number(rest.dropFirst(3)).map { .selected($0) } ?? .unknown
        return
      }
      index -= 1
    }
  }

  /// The number that a text begins with, which a line end must follow.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    let digits = text.prefix { (0x30...0x39).contains($0) }
    guard (1...5).contains(digits.count), text.dropFirst(digits.count).starts(with: [0x0D, 0x0A]) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func isNear(_ bytes: [UInt8], _ command: [UInt8]) -> Bool {
    guard bytes.count == command.count else { return false }
    var differences = 0
    for index in bytes.indices where bytes[index] != command[index] && bytes[index] ^ 0x20 != command[index] {
      differences += 1
    }
    return differences <= 4
  }
}
