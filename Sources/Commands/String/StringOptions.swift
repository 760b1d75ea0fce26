import Bytes

/// How a command's argument names the moment at which a key expires.
enum ExpiryUnit {
  /// `EX`: seconds from now.
  case seconds
  /// `PX`: milliseconds from now.
  case milliseconds
  /// `EXAT`: Unix time in seconds.
  case unixSeconds
  /// `PXAT`: Unix time in milliseconds.
  case unixMilliseconds

  /// Whether the argument counts from now.
  var isRelative: Bool { self == .seconds || self == .milliseconds }
  /// Whether the argument is in seconds.
  var isInSeconds: Bool { self == .seconds || self == .unixSeconds }
}

/// The options of SET and GETEX, which share their grammar.
///
/// What contradicts an option before it is a syntax error; repeating one is not, and the last expiry counts.
struct StringOptions {
  enum Condition { case always, ifAbsent, ifPresent }

  /// `NX` or `XX`.
  var condition = Condition.always
  /// `GET`.
  var returnsOld = false
  /// `KEEPTTL`.
  var keepsExpiry = false
  /// `PERSIST`.
  var persists = false
  /// `EX`, `PX`, `EXAT` or `PXAT`, and the index of its argument.
  var expiry: (unit: ExpiryUnit, argument: Int)?

  /// No options.
  init() {}

  /// The options of SET, from its fourth argument on.
  init(ofSet arguments: Arguments) throws(CommandError) {
    var index = 3
    while index < arguments.count {
      if try parseExpiry(arguments, &index) { continue }
      if condition != .ifPresent, arguments.isOption(at: index, "nx") {
        condition = .ifAbsent
      } else if condition != .ifAbsent, arguments.isOption(at: index, "xx") {
        condition = .ifPresent
      } else if arguments.isOption(at: index, "get") {
        returnsOld = true
      } else if expiry == nil, arguments.isOption(at: index, "keepttl") {
        keepsExpiry = true
      } else {
        throw .syntax
      }
      index += 1
    }
  }

  /// The options of GETEX, from its third argument on.
  init(ofGetex arguments: Arguments) throws(CommandError) {
    var index = 2
    while index < arguments.count {
      if try parseExpiry(arguments, &index) { continue }
      guard expiry == nil, arguments.isOption(at: index, "persist") else { throw .syntax }
      persists = true
      index += 1
    }
  }

  /// Takes an expiry and its argument at `index`, if there is one.
  ///
  /// Returns whether there was.
  private mutating func parseExpiry(_ arguments: Arguments, _ index: inout Int) throws(CommandError) -> Bool {
    guard let unit = Self.unit(arguments, index) else { return false }
    let contradicts = if let expiry { expiry.unit != unit } else { keepsExpiry || persists }
    if contradicts || index + 1 == arguments.count { throw .syntax }
    expiry = (unit, index + 1)
    index += 2
    return true
  }

  private static func unit(_ arguments: Arguments, _ index: Int) -> ExpiryUnit? {
    if arguments.isOption(at: index, "ex") { return .seconds }
    if arguments.isOption(at: index, "px") { return .milliseconds }
    if arguments.isOption(at: index, "exat") { return .unixSeconds }
    if arguments.isOption(at: index, "pxat") { return .unixMilliseconds }
    return nil
  }
}

extension CommandContext {
  /// The Unix time in milliseconds that the argument at `index` of `command` names; it must be positive.
  func expiryTime(
    _ unit: ExpiryUnit, _ arguments: Arguments, at index: Int, of command: StaticString
  ) throws(CommandError) -> Int64 {
    let value = try arguments.integer(at: index)
    if value <= 0 || (unit.isInSeconds && value > Int64.max / 1000) { throw .invalidExpireTime(command) }
    let duration = unit.isInSeconds ? value * 1000 : value
    let (time, overflow) = duration.addingReportingOverflow(unit.isRelative ? milliseconds : 0)
    if overflow || time <= 0 { throw .invalidExpireTime(command) }
    return time
  }

  /// Whether a key that is told to expire at `milliseconds` is removed instead.
  ///
  /// Not while loading: the time only becomes the key's.
  func isPast(_ milliseconds: Int64) -> Bool { milliseconds <= self.milliseconds && !isLoading }
}
