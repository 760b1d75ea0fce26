import Bytes
import Disk

/// Finds what can be kept of a damaged file of commands: all whole commands, but of a transaction everything or
/// nothing.
///
/// Where a command is damaged, the search for the next begins at the part of it that is wrong, so that arguments that
/// are whole are not searched. Commands found within an argument, because its length is damaged, are told by what
/// follows them: the end of the line of that argument. They are taken out with it.
///
/// A stretch may have held the MULTI or the EXEC of a transaction. What stands between it and the other end is then
/// taken out too. A stretch that held a SELECT changes the database of what follows: the SELECT is written anew if its
/// number can be read, else everything up to the next SELECT is taken out.
struct Resync: ~Copyable {
  private var scanner: ResyncScanner
  private(set) var plan = ResyncPlan()
  private var position: Int
  /// The database of the command at ``position``; nil if it is not known.
  private var database: Int? = 0
  private var transaction: Transaction?
  /// The place behind the first stretch that may have held a MULTI, since it was last certain that none is open.
  private var doubt: ResyncPlan.Mark?

  /// The last command, if it was an ordinary one and was kept.
  private var previous: Range<Int>?

  /// A transaction that is open.
  private struct Transaction {
    let start: Int
    /// The database at its MULTI.
    let database: Int?
    /// Why it cannot be kept.
    var damage: String?
    /// The end of the last stretch that may have held its EXEC, and the database there.
    var doubt: (end: Int, database: Int?)?
  }

  init(_ scanner: consuming ResyncScanner, from start: Int) {
    self.scanner = scanner
    position = start
  }

  /// Makes the plan of a file.
  ///
  /// O(bytes), and for each damage the bytes up to the next.
  mutating func run() throws(DiskError) {
    while true {
      switch try scanner.read(at: position) {
      case .end:
        if let transaction {
          plan.skip(transaction.start..<scanner.size, transaction.damage ?? "a transaction without EXEC")
        }
        return
      case .annotation(let end):
        if transaction == nil { plan.keep(position..<end, in: nil, until: nil) }
        position = end
      case .command(let end, let kind): pass(end, kind)
      case .damage(let place, let reason, let end): try passDamage(place, reason, end)
      }
    }
  }

  // MARK: Whole commands

  private mutating func pass(_ end: Int, _ kind: ResyncScanner.Kind) {
    switch kind {
    case .multi: passMulti(end)
    case .exec: passExec(end)
    case .select(let number):
      database = number
      if transaction == nil { plan.keep(position..<end, in: nil, until: number) }
      position = end
    case .plain:
      if transaction == nil {
        keep(position..<end, in: database)
        previous = position..<end
      }
      position = end
    }
  }

  private mutating func keep(_ range: Range<Int>, in before: Int?) {
    guard let before else { return plan.skip(range, "the database is not known: a SELECT is damaged") }
    plan.keep(range, in: before, until: database)
  }

  private mutating func passMulti(_ end: Int) {
    if let open = transaction {
      if let doubt = open.doubt {
        // No MULTI stands within a transaction, so the EXEC was in the stretch. What follows it is looked at again.
        plan.skip(open.start..<doubt.end, open.damage ?? "a transaction without EXEC")
        position = doubt.end
        database = doubt.database
        transaction = nil
        return
      }
      plan.skip(open.start..<position, open.damage ?? "a transaction without EXEC")
    }
    transaction = Transaction(start: position, database: database)
    doubt = nil
    position = end
  }

  private mutating func passExec(_ end: Int) {
    if let open = transaction {
      if let damage = open.damage {
        plan.skip(open.start..<end, damage)
      } else {
        keep(open.start..<end, in: open.database)
      }
    } else if let doubt {
      plan.skip(from: doubt, to: end, "the rest of a transaction whose MULTI is damaged")
    } else {
      plan.skip(position..<end, "an EXEC without MULTI")
    }
    transaction = nil
    doubt = nil
    position = end
  }

  // MARK: Damage

  private mutating func passDamage(_ place: Int, _ reason: String, _ known: Int?) throws(DiskError) {
    if let previous, previous.upperBound == position, try scanner.bytes(position..<position + 1) == [0x24] {
      // The command before goes on here: its number of arguments is damaged.
      plan.retract(to: previous.lowerBound, "the number of arguments is damaged")
    }
    let start = position
    let end = if let known { known } else { try resume(from: max(place, start + 1)) }
    let stretch = try stretch(start..<end, isContained: known != nil)
    if var open = transaction {
      open.damage = open.damage ?? "a transaction damaged at offset \(place): \(reason)"
      switch stretch.boundary {
      case .exec:
        plan.skip(open.start..<end, open.damage ?? reason)
        transaction = nil
      case .unknown, .multi:
        note(stretch.database)
        open.doubt = (end, database)
        transaction = open
      case .none: transaction = open
      }
    } else if stretch.boundary == .multi {
      transaction = Transaction(start: start, database: database, damage: "a transaction whose MULTI is damaged")
    } else {
      plan.skip(start..<end, reason)
      if stretch.boundary == .unknown, doubt == nil { doubt = plan.mark(at: end) }
    }
    note(stretch.database)
    position = end
  }

  private mutating func note(_ change: ResyncStretch.Database) {
    switch change {
    case .unchanged: break
    case .selected(let number): database = number
    case .unknown: database = nil
    }
  }

  /// Where commands go on: a whole command begins there, and is not within an argument. The end of the file if none
  /// does.
  private mutating func resume(from offset: Int) throws(DiskError) -> Int {
    var candidate = offset
    while let start = try scanner.nextStart(from: candidate) {
      candidate = start + 1
      var end = start
      // How far whole commands follow each other.
      var next = try scanner.read(at: end)
      while case .command(let after, _) = next {
        end = after
        next = try scanner.read(at: end)
        while case .annotation(let after) = next {
          end = after
          next = try scanner.read(at: end)
        }
      }
      if end == start { continue }
      if next == .end { return start }
      if try scanner.bytes(end..<min(end + 2, scanner.size)) != [0x0D, 0x0A] { return start }
      candidate = end
    }
    return scanner.size
  }

  private mutating func stretch(_ range: Range<Int>, isContained: Bool) throws(DiskError) -> ResyncStretch {
    if range.count <= ResyncStretch.longestCompared {
      return ResyncStretch(comparing: try scanner.bytes(range), isContained: isContained)
    }
    var stretch = ResyncStretch(comparing: [], isContained: isContained)
    if isContained { return stretch }
    // Pieces overlap by what a SELECT takes.
    var position = range.lowerBound
    while position < range.upperBound {
      let piece = position..<min(position + 4096, range.upperBound)
      stretch.note(try scanner.bytes(piece))
      position = piece.upperBound == range.upperBound ? range.upperBound : piece.upperBound - 32
    }
    return stretch
  }
}
