import Bytes

/// The options of ZADD, and what became of its members.
struct AddOptions {
  /// `NX`.
  private(set) var onlyAdds = false
  /// `XX`.
  private(set) var onlyUpdates = false
  /// `GT`.
  private var onlyRaises = false
  /// `LT`.
  private var onlyLowers = false
  /// `CH`.
  private(set) var countsChanges = false
  /// `INCR`, or the command is ZINCRBY.
  private(set) var increments: Bool
  /// The index of the first score.
  private(set) var firstScore = 2

  /// Members added.
  private(set) var added = 0
  /// Members that were there and got another score.
  private(set) var updated = 0
  /// The score of the last member that was not left alone.
  private(set) var lastScore: Double?
  /// Whether a sum was no number.
  private(set) var failed = false

  /// The options among `arguments`, and how many members follow.
  init(_ arguments: Arguments, increments: Bool) throws(CommandError) {
    self.increments = increments
    while firstScore < arguments.count, take(arguments) { firstScore += 1 }
    let members = (arguments.count - firstScore) / 2
    if members == 0 || (arguments.count - firstScore) % 2 != 0 { throw .syntax }
    if onlyAdds && onlyUpdates { throw .addConditionsExclude }
    if (onlyRaises && onlyAdds) || (onlyLowers && onlyAdds) || (onlyRaises && onlyLowers) {
      throw .addComparisonsExclude
    }
    if self.increments && members > 1 { throw .incrementOfSeveral }
  }

  private mutating func take(_ arguments: Arguments) -> Bool {
    if arguments.isOption(at: firstScore, "nx") {
      onlyAdds = true
    } else if arguments.isOption(at: firstScore, "xx") {
      onlyUpdates = true
    } else if arguments.isOption(at: firstScore, "ch") {
      countsChanges = true
    } else if arguments.isOption(at: firstScore, "incr") {
      increments = true
    } else if arguments.isOption(at: firstScore, "gt") {
      onlyRaises = true
    } else if arguments.isOption(at: firstScore, "lt") {
      onlyLowers = true
    } else {
      return false
    }
    return true
  }

  /// What becomes of a member with the score `old`, nil if it is none yet; nil leaves it as it is.
  mutating func newScore(_ old: Double?, _ given: Double) -> Double? {
    lastScore = nil
    guard let old else {
      if onlyUpdates { return nil }
      added += 1
      lastScore = given
      return given
    }
    if onlyAdds { return nil }
    let score = increments ? old + given : given
    if score.isNaN {
      failed = true
      return nil
    }
    if (onlyLowers && score >= old) || (onlyRaises && score <= old) { return nil }
    if score != old { updated += 1 }
    lastScore = score
    return score
  }
}
