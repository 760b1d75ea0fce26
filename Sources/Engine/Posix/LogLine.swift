public import AOF
import Glibc

/// One line of the server's log.
///
/// ```
/// <pid>:<role> <dd Mon yyyy HH:MM:SS.mmm> <level> <message>
/// ```
public struct LogLine: Sendable {
  /// Who writes: the server, or a child it forked.
  public enum Role: String, Sendable {
    case master = "M"
    case child = "C"
  }

  /// The process.
  public let processIdentifier: Int
  /// Its role.
  public let role: Role
  /// Unix time in microseconds.
  public let microseconds: Int64
  /// How important it is.
  public let level: LogLevel
  /// What it says.
  public let message: String

  /// A line of the given values.
  public init(processIdentifier: Int, role: Role, microseconds: Int64, level: LogLevel, message: String) {
    self.processIdentifier = processIdentifier
    self.role = role
    self.microseconds = microseconds
    self.level = level
    self.message = message
  }

  /// The line as Redis prints it, in local time, without the newline.
  public var text: String { text(inUniversalTime: false) }

  /// The line as Redis prints it, without the newline.
  public func text(inUniversalTime isUniversal: Bool) -> String {
    let time = Self.time(microseconds, inUniversalTime: isUniversal)
    return "\(processIdentifier):\(role.rawValue) \(time) \(level.rawValue) \(message)"
  }

  /// A point in Unix time as it stands in the log: `dd Mon yyyy HH:MM:SS.mmm`.
  public static func time(_ microseconds: Int64, inUniversalTime isUniversal: Bool) -> String {
    var seconds = time_t(microseconds / 1_000_000)
    var parts = unsafe tm()
    _ = unsafe isUniversal ? gmtime_r(&seconds, &parts) : localtime_r(&seconds, &parts)
    let milliseconds = Int(microseconds / 1000 % 1000)
    let (year, month, date) = unsafe (Int(parts.tm_year) + 1900, Int(parts.tm_mon), Int(parts.tm_mday))
    let (hour, minute, second) = unsafe (Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
    let day = "\(two(date)) \(months[month]) \(year)"
    let time = "\(two(hour)):\(two(minute)):\(two(second))"
    let fraction = String(milliseconds + 1000).dropFirst()
    return "\(day) \(time).\(fraction)"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
