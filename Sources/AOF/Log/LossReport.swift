/// What a crash took of the commands that were logged.
public struct LossReport: Sendable, Equatable {
  /// Units of execution that were logged since the start: single commands and whole transactions.
  public var logged = 0
  /// Units that survive.
  public var survived = 0
  /// Bytes that are gone.
  public var lostBytes = 0
  /// The commands that are gone, as far as they are still known: without SELECT, MULTI and EXEC.
  public var lostCommands: [LostCommand] = []
  /// Whether `lostCommands` is complete.
  public var isComplete = true

  /// Units that are gone.
  public var lost: Int { logged - survived }
}

/// A logged command that a crash took.
public struct LostCommand: Sendable, Equatable {
  /// The database it applied to, -1 when that is not known.
  public var database: Int
  /// Its arguments.
  public var arguments: [[UInt8]]

  /// A command that applied to `database`.
  public init(database: Int, arguments: [[UInt8]]) {
    self.database = database
    self.arguments = arguments
  }
}
