import Bytes

/// What a file becomes when its damaged stretches are taken out.
struct ResyncPlan {
  /// A part of the file, in order.
  struct Piece: Equatable {
    /// Where it lies in the old file.
    var range: Range<Int>
    /// Why it is taken out; nil for what is kept.
    var reason: String?
    /// A SELECT to be written before it, because the one that was there is taken out.
    var database: Int?
  }

  /// A place to go back to.
  struct Mark {
    let count: Int
    let database: Int
    let offset: Int
  }

  private(set) var pieces: [Piece] = []
  /// The database that the new file is in at its end so far.
  private var database = 0

  /// Bytes that are taken out.
  var skipped: [Piece] { pieces.filter { $0.reason != nil } }
  /// Bytes that are kept from `offset` on.
  func keptBytes(from offset: Int) -> Int {
    pieces.reduce(0) { $0 + ($1.reason == nil && $1.range.lowerBound >= offset ? $1.range.count : 0) }
  }

  /// Keeps a stretch whose commands begin in database `before` and end in database `after`; nil for a stretch in which
  /// the database does not matter.
  mutating func keep(_ range: Range<Int>, in before: Int?, until after: Int?) {
    if range.isEmpty { return }
    let selected = before == database ? nil : before
    if let after { database = after }
    if selected == nil, let last = pieces.indices.last, pieces[last].reason == nil,
      pieces[last].range.upperBound == range.lowerBound
    {
      pieces[last].range = pieces[last].range.lowerBound..<range.upperBound
    } else {
      pieces.append(Piece(range: range, reason: nil, database: selected))
    }
  }

  /// Takes out a stretch; one that follows another for the same reason is joined to it.
  mutating func skip(_ range: Range<Int>, _ reason: String) {
    if range.isEmpty { return }
    if let last = pieces.indices.last, pieces[last].reason == reason, pieces[last].range.upperBound == range.lowerBound
    {
      pieces[last].range = pieces[last].range.lowerBound..<range.upperBound
    } else {
      pieces.append(Piece(range: range, reason: reason))
    }
  }

  /// Takes out the last commands that were kept too, from `offset` on.
  mutating func retract(to offset: Int, _ reason: String) {
    guard let last = pieces.last, last.reason == nil, last.range.contains(offset) else { return }
    let range = pieces.removeLast().range
    if range.lowerBound < offset {
      pieces.append(Piece(range: range.lowerBound..<offset, reason: nil, database: last.database))
    } else if let database = last.database, database == self.database {
      // What comes next needs the SELECT as much.
      self.database = -1
    }
    skip(offset..<range.upperBound, reason)
  }

  func mark(at offset: Int) -> Mark { Mark(count: pieces.count, database: database, offset: offset) }

  /// Takes out what came after a mark too, up to `end`.
  mutating func skip(from mark: Mark, to end: Int, _ reason: String) {
    pieces.removeSubrange(mark.count...)
    database = mark.database
    skip(mark.offset..<end, reason)
  }

  /// The SELECT that is written before a piece.
  static func select(_ database: Int) -> [UInt8] {
    let number = String(database)
    return Array("*2\r\n$6\r\nSELECT\r\n$\(number.utf8.count)\r\n\(number)\r\n".utf8)
  }
}
