import Bytes
import RESP

/// How one session is told of changes to what it has read (CLIENT TRACKING).
public struct Tracking: Sendable {
  /// The session that is told instead; 0 for the session itself.
  var redirect = 0
  /// Whether it is told of all keys with one of the prefixes, read or not.
  var broadcasts = false
  /// The prefixes, sorted; one that is empty stands for all keys.
  var prefixes: [[UInt8]] = []
  /// Whether only what is read after CLIENT CACHING YES counts.
  var optsIn = false
  /// Whether what is read after CLIENT CACHING NO does not count.
  var optsOut = false
  /// Whether its own changes do not count.
  var skipsOwn = false
  /// Whether CLIENT CACHING preceded the command.
  public var saidCaching = false
  /// Whether the session that is told instead is gone.
  var isBroken = false

  /// Whether ``prefixes`` hold what `key` begins with.
  func hasPrefix(of key: [UInt8]) -> Bool { prefixes.contains { key.starts(with: $0) } }

  /// The words of CLIENT TRACKINGINFO.
  var flags: [StaticString] {
    var flags: [StaticString] = ["on"]
    if broadcasts { flags.append("bcast") }
    if optsIn { flags.append("optin") }
    if optsIn, saidCaching { flags.append("caching-yes") }
    if optsOut { flags.append("optout") }
    if optsOut, saidCaching { flags.append("caching-no") }
    if skipsOwn { flags.append("noloop") }
    if isBroken { flags.append("broken_redirect") }
    return flags
  }
}
