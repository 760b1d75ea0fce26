import Bytes

/// The values of all directives; what `redis.conf`, the command line and CONFIG SET change.
///
/// A value is kept as the text that CONFIG GET replies; typed views are in `Configuration+Typed.swift`.
public struct Configuration: Sendable {
  private var values: [String: [UInt8]] = [:]
  /// Defaults of the host's own.
  private var hostPresets: [String: [UInt8]] = [:]
  /// The file that CONFIG REWRITE writes; nil when there is none.
  public var file: String?
  /// New names of commands, empty for those that are taken away (Redis directive `rename-command`).
  public internal(set) var renamedCommands: [String: [UInt8]] = [:]
  /// Users and their rules (Redis directive `user`).
  public internal(set) var users: [[[UInt8]]] = []
  /// Modules that are to be loaded (Redis directive `loadmodule`).
  public internal(set) var modules: [[UInt8]] = []

  /// The defaults of Redis 7.0.15.
  public init() {}

  /// The names of all directives that CONFIG GET lists, sorted.
  public static var names: [String] { Directive.byName.values.filter { !$0.isHidden }.map(\.name).sorted() }

  /// The names of the directives about append-only files and snapshots, in the order in which they are documented.
  public static var persistenceNames: [String] { Directive.persistence.filter { !$0.isHidden }.map(\.name) }

  /// Whether there is a directive of this name.
  public static func knows(_ name: String) -> Bool { Directive.byName[name] != nil }

  /// The value of a directive; nil when there is none of this name.
  public func value(of name: String) -> [UInt8]? {
    guard let directive = Directive.byName[name] else { return nil }
    return values[directive.alias ?? name] ?? preset(of: directive)
  }

  /// The value of a directive that nobody has set.
  func preset(of directive: Directive) -> [UInt8] {
    hostPresets[directive.alias ?? directive.name] ?? Array(directive.preset.utf8)
  }

  /// The value of a directive of that name that nobody has set.
  func preset(_ name: String) -> [UInt8] { Directive.byName[name].map { preset(of: $0) } ?? [] }

  /// Makes `value` what a directive is that nobody has set: a default of the host's own, which CONFIG REWRITE does not
  /// write.
  public mutating func setPreset(_ name: String, _ value: String) throws(ConfigurationError) {
    try set(name, value)
    hostPresets[name] = values.removeValue(forKey: name)
  }

  /// The value of a directive that is known to exist, as text.
  func text(_ name: String) -> String {
    guard let value = value(of: name) else { preconditionFailure("no directive \(name)") }
    return String(decoding: value, as: UTF8.self)
  }

  /// Sets a directive from the words that follow its name.
  public mutating func set(_ name: String, _ words: [[UInt8]]) throws(ConfigurationError) {
    guard let directive = Directive.byName[name] else {
      throw ConfigurationError(reason: "Bad directive or wrong number of arguments", directive: name)
    }
    do {
      let current = directive.alias ?? directive.name
      values[current] = try directive.accepted(words, current: value(of: current) ?? [])
    } catch {
      throw ConfigurationError(reason: error.reason, directive: name)
    }
  }

  /// Sets a directive from text that is known to be right, for programs.
  public mutating func set(_ name: String, _ value: String) throws(ConfigurationError) {
    try set(name, [Array(value.utf8)])
  }

  /// Whether a directive can only be set before the start.
  public static func isImmutable(_ name: String) -> Bool { Directive.byName[name]?.isImmutable ?? false }

  /// Whether CONFIG SET needs `enable-protected-configs` for a directive.
  public static func isProtected(_ name: String) -> Bool { Directive.byName[name]?.isProtected ?? false }

  /// The allowed words of a directive that takes one of a few; empty for others.
  public static func choices(of name: String) -> [String] {
    switch Directive.byName[name]?.kind {
    case .flag: ["yes", "no"]
    case .choice(let words): words
    default: []
    }
  }
}
