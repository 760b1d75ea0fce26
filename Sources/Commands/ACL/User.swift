import Bytes

/// A user of the engine: how it is authenticated, and what it may do.
public final class User {
  /// What `skip-sanitize-payload` and `sanitize-payload` said; nothing depends on it, because every payload is checked.
  enum Sanitizing: Sendable { case unsaid, skip, sanitize }

  /// Its name.
  public let name: [UInt8]
  /// Whether one can authenticate as this user.
  private(set) var isEnabled = false
  /// Whether any password will do.
  private(set) var needsNoPassword = false
  private(set) var sanitizing = Sanitizing.unsaid
  /// SHA-256 of its passwords, in hexadecimal digits.
  private(set) var passwords: [[UInt8]] = []
  /// What it may do; the first is changed by rules outside of parentheses.
  public private(set) var selectors: [Selector]

  /// A user who may do nothing.
  init(_ name: [UInt8], _ table: CommandTable) {
    self.name = name
    selectors = [Selector(table)]
  }

  /// Whether it may do everything.
  public var isAllPowerful: Bool { selectors.contains { $0.isAllPowerful } }

  /// Takes over everything but the name.
  func become(_ other: User) {
    isEnabled = other.isEnabled
    needsNoPassword = other.needsNoPassword
    sanitizing = other.sanitizing
    passwords = other.passwords
    selectors = other.selectors
  }

  /// Applies one rule.
  func apply(_ rule: [UInt8], _ table: CommandTable, defaultsToAllChannels: Bool = false) throws(ACLError) {
    guard let first = rule.first else { return }
    switch String(decoding: rule.map(\.asciiLowercased), as: UTF8.self) {
    case "on": isEnabled = true
    case "off": isEnabled = false
    case "skip-sanitize-payload": sanitizing = .skip
    case "sanitize-payload": sanitizing = .sanitize
    case "nopass":
      needsNoPassword = true
      passwords = []
    case "resetpass":
      needsNoPassword = false
      passwords = []
    case "clearselectors": selectors.removeSubrange(1...)
    case "reset":
      needsNoPassword = false
      passwords = []
      isEnabled = false
      sanitizing = .sanitize
      selectors = [Selector(table)]
      if defaultsToAllChannels { allowAllChannels(table) }
    default:
      switch first {
      case UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: "!"): try applyPassword(rule)
      case UInt8(ascii: "(") where rule.last == UInt8(ascii: ")"): try addSelector(rule, table)
      default: try selectors[0].apply(rule, table)
      }
    }
  }

  private func applyPassword(_ rule: [UInt8]) throws(ACLError) {
    let rest = Array(rule.dropFirst())
    let isHash = rule[0] == UInt8(ascii: "#") || rule[0] == UInt8(ascii: "!")
    if isHash, rest.count != 64 || !rest.allSatisfy({ Array("0123456789abcdef".utf8).contains($0) }) { throw .badHash }
    let hash = isHash ? rest : Self.hash(rest.span)
    if rule[0] == UInt8(ascii: ">") || rule[0] == UInt8(ascii: "#") {
      if !passwords.contains(hash) { passwords.append(hash) }
      needsNoPassword = false
    } else {
      guard let index = passwords.firstIndex(of: hash) else { throw .noSuchPassword }
      passwords.remove(at: index)
    }
  }

  private func addSelector(_ rule: [UInt8], _ table: CommandTable) throws(ACLError) {
    var selector = Selector(table)
    if case .arguments(let rules) = ArgumentSplitter.split(Array(rule.dropFirst().dropLast()).span) {
      for rule in rules { try selector.apply(rule, table) }
    }
    selectors.append(selector)
  }

  /// Lets the user do everything without a password.
  func becomeAllPowerful(_ table: CommandTable) {
    var selector = Selector(table)
    selector.allowEverything()
    selectors = [selector]
    isEnabled = true
    needsNoPassword = true
    passwords = []
    sanitizing = .unsaid
  }

  func allowAllChannels(_ table: CommandTable) { selectors[0].setAllChannels(true) }

  /// Makes `password` the only one; without it, none is needed.
  func setOnlyPassword(_ password: [UInt8], _ table: CommandTable) {
    passwords = password.isEmpty ? [] : [Self.hash(password.span)]
    needsNoPassword = password.isEmpty
  }

  // MARK: Checks

  /// Whether one is this user with `password`.
  func accepts(_ password: Span<UInt8>) -> Bool {
    guard isEnabled else { return false }
    if needsNoPassword { return true }
    let hash = Self.hash(password)
    return passwords.contains(hash)
  }

  /// Whether the user may run `command` with `arguments`: whether one of the selectors allows it. Of their refusals
  /// the one counts that comes closest.
  public func check(_ command: Command, _ arguments: Arguments) -> ACLVerdict {
    var verdict = ACLVerdict.command
    for selector in selectors {
      let next = selector.check(command, arguments)
      if next == .allowed { return .allowed }
      if next.rank > verdict.rank { verdict = next }
    }
    return verdict
  }

  /// Whether the user may run `command` with `arguments` and use every key as `flags` say, as SORT must that follows names
  /// within values.
  func mayUseEveryKey(_ command: Command, _ arguments: Arguments, _ flags: KeyFlags) -> Bool {
    selectors.contains { $0.allowsEveryKey(flags) && $0.check(command, arguments) == .allowed }
  }

  private static func hash(_ password: Span<UInt8>) -> [UInt8] { SHA256.hexadecimal(of: password) }

  // MARK: Description

  /// What it is called in ACL GETUSER.
  var flags: [String] {
    [isEnabled ? "on" : "off"] + (needsNoPassword ? ["nopass"] : [])
      + (sanitizing == .skip ? ["skip-sanitize-payload"] : sanitizing == .sanitize ? ["sanitize-payload"] : [])
  }

  /// The rules that make the user, as ACL LIST and the file of users hold them.
  public func description(_ table: CommandTable) -> [UInt8] {
    var text = Array("user ".utf8) + name + [0x20] + Array(flags.joined(separator: " ").utf8)
    for password in passwords { text += Array(" #".utf8) + password }
    text += [0x20] + selectors[0].description(table)
    for selector in selectors.dropFirst() { text += Array(" (".utf8) + selector.description(table) + Array(")".utf8) }
    return text
  }
}

extension ACLVerdict {
  /// How far the check came, and among those that came as far, with which argument it ended.
  fileprivate var rank: Int {
    switch self {
    case .command: 0
    case .key(let index): 1 << 32 + index
    case .channel(let index): 2 << 32 + index
    case .allowed: .max
    }
  }
}
