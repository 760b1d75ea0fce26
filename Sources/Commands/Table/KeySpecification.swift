/// Where a command's keys are among its arguments, and what the command does with them.
///
/// A specification answers two questions: where the keys begin, and which of the arguments from there on are keys.
/// Argument 0 is the command's name; of a subcommand, argument 1 is the subcommand's name.
public struct KeySpecification: Sendable {
  /// Where the keys begin.
  public enum Start: Sendable {
    /// At the argument with this index.
    case index(Int)
    /// After the argument that is this word; the search begins at an index, from the end if that is negative.
    case keyword(String, from: Int)
    /// At no place that a specification could name.
    case unknown
  }

  /// Which arguments are keys.
  public enum Extent: Sendable {
    /// Every `step`-th argument up to `last`, which counts from the first key, or from the end if it is negative. With
    /// a `limit` of 2 or more, only that part of the arguments.
    case range(last: Int, step: Int, limit: Int)
    /// As many as the argument with the index `count` says, from the one with the index `first` on, for keys that
    /// begin at an index.
    case counted(count: Int, first: Int, step: Int)
    /// None that a specification could name.
    case unknown
  }

  /// Where the keys begin.
  public let start: Start
  /// Which arguments are keys.
  public let extent: Extent
  /// What is done with them.
  public let flags: KeyFlags
  /// A remark, as COMMAND INFO tells it.
  public let notes: String?

  /// Keys that begin at `start` and extend over `extent`.
  public init(start: Start, extent: Extent, flags: KeyFlags, notes: String? = nil) {
    self.start = start
    self.extent = extent
    self.flags = flags
    self.notes = notes
  }
}

/// What a command does with its keys; the names are those of COMMAND INFO.
///
/// The first four say what happens to the key as a whole, the next four what happens to the data a user put there.
public struct KeyFlags: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let readOnly = KeyFlags(rawValue: 1 << 0)
  public static let readWrite = KeyFlags(rawValue: 1 << 1)
  public static let overwrite = KeyFlags(rawValue: 1 << 2)
  public static let remove = KeyFlags(rawValue: 1 << 3)
  public static let access = KeyFlags(rawValue: 1 << 4)
  public static let update = KeyFlags(rawValue: 1 << 5)
  public static let insert = KeyFlags(rawValue: 1 << 6)
  public static let delete = KeyFlags(rawValue: 1 << 7)
  public static let notKey = KeyFlags(rawValue: 1 << 8)
  public static let incomplete = KeyFlags(rawValue: 1 << 9)
  public static let variableFlags = KeyFlags(rawValue: 1 << 10)

  /// The names that COMMAND INFO gives to the flags, in its order.
  static let names: [(KeyFlags, StaticString)] = [
    (.readOnly, "RO"), (.readWrite, "RW"), (.overwrite, "OW"), (.remove, "RM"), (.access, "access"),
    (.update, "update"), (.insert, "insert"), (.delete, "delete"), (.notKey, "not_key"), (.incomplete, "incomplete"),
    (.variableFlags, "variable_flags"),
  ]
}

/// The words in which the tables of commands say it. Each begins at argument `first`; `through` counts from there, or
/// from the end if it is negative.
extension KeySpecification {
  /// Keys whose data is read.
  static func reads(_ first: Int, through last: Int = 0) -> KeySpecification {
    keys(first, last, 1, [.readOnly, .access])
  }

  /// Keys of which only the presence or what describes them is read.
  static func inspects(_ first: Int, through last: Int = 0) -> KeySpecification { keys(first, last, 1, .readOnly) }

  /// A key whose data is read or kept in part, and changed as `flags` say.
  static func changes(_ first: Int, _ flags: KeyFlags, notes: String? = nil) -> KeySpecification {
    keys(first, 0, 1, flags.union(.readWrite), notes: notes)
  }

  /// Keys whose data is replaced unread.
  static func overwrites(
    _ first: Int, _ flags: KeyFlags = .update, through last: Int = 0, step: Int = 1
  ) -> KeySpecification {
    keys(first, last, step, flags.union(.overwrite))
  }

  /// Keys that are removed unread.
  static func removes(_ first: Int, through last: Int = 0) -> KeySpecification {
    keys(first, last, 1, [.remove, .delete])
  }

  private static func keys(
    _ first: Int, _ last: Int, _ step: Int, _ flags: KeyFlags, notes: String? = nil
  ) -> KeySpecification {
    KeySpecification(
      start: .index(first), extent: .range(last: last, step: step, limit: 0), flags: flags, notes: notes)
  }
}
