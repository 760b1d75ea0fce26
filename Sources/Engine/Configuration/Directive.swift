/// One configuration directive: its name, the values it takes and its default.
struct Directive: Sendable {
  /// What a directive accepts.
  enum Kind: Sendable {
    /// `yes` or `no`.
    case flag
    /// One of these words.
    case choice([String])
    /// A number in this range.
    case integer(ClosedRange<Int64>)
    /// A file mode in octal digits.
    case octal
    /// A number of bytes in this range, with Redis' units.
    case memory(ClosedRange<Int64>)
    /// A number of bytes, or a percentage of `maxmemory`.
    case memoryOrPercent
    /// Any text.
    case text
    /// A file name without a path, never empty (Redis directives `dbfilename`, `appendfilename`, `appenddirname`).
    case fileName(noun: String)
    /// Pairs of seconds and changes.
    case savePoints
    /// Limits of classes of clients, of which some can be changed.
    case outputLimits
    /// Some of these words.
    case choices([String])
    /// Letters of keyspace events.
    case keyspaceEvents
    /// Words of which the server of a workbench has no use; kept as they are.
    case words
  }

  let name: String
  let kind: Kind
  let preset: String
  var isImmutable = false
  /// Not listed by CONFIG GET with a pattern.
  var isHidden = false
  /// CONFIG SET needs `enable-protected-configs`.
  var isProtected = false
  /// The current name of a directive that was renamed.
  var alias: String?

  func immutable() -> Directive { with { $0.isImmutable = true } }
  func hidden() -> Directive { with { $0.isHidden = true } }
  func protected() -> Directive { with { $0.isProtected = true } }

  private func with(_ change: (inout Directive) -> Void) -> Directive {
    var changed = self
    change(&changed)
    return changed
  }

  static func flag(_ name: String, _ preset: Bool) -> Directive {
    Directive(name: name, kind: .flag, preset: preset ? "yes" : "no")
  }

  static func choice(_ name: String, _ preset: String, _ words: [String]) -> Directive {
    Directive(name: name, kind: .choice(words), preset: preset)
  }

  static func integer(_ name: String, _ preset: Int64, _ range: ClosedRange<Int64>) -> Directive {
    Directive(name: name, kind: .integer(range), preset: String(preset))
  }

  static func memory(_ name: String, _ preset: Int64, _ range: ClosedRange<Int64> = 0...Int64.max) -> Directive {
    Directive(name: name, kind: .memory(range), preset: String(preset))
  }

  static func text(_ name: String, _ preset: String = "") -> Directive {
    Directive(name: name, kind: .text, preset: preset)
  }

  static func words(_ name: String, _ preset: String = "") -> Directive {
    Directive(name: name, kind: .words, preset: preset)
  }

  static func alias(_ name: String, of directive: Directive) -> Directive {
    Directive(
      name: name, kind: directive.kind, preset: directive.preset, isImmutable: directive.isImmutable,
      alias: directive.name)
  }
}
