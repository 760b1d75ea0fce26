/// The words in which the tables of commands describe arguments.
///
/// Where an argument has a token, it comes first, as it does in the command: `.integer("EX", "seconds")`.
extension Argument {
  /// A key, found by the command's key specification number `specification`.
  static func key(_ name: String, _ specification: Int = 0) -> Argument {
    Argument(name: name, kind: .key, token: nil, flags: [], keySpecification: specification, since: nil, children: [])
  }
  /// A key, found by the command's first key specification.
  static func key(_ name: String, _ flags: Flags) -> Argument {
    Argument(name: name, kind: .key, token: nil, flags: flags, keySpecification: 0, since: nil, children: [])
  }

  /// Any bytes.
  static func string(_ name: String, _ flags: Flags = []) -> Argument { make(.string, nil, name, flags, nil) }
  /// Any bytes after the word `token`.
  static func string(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.string, token, name, flags, since)
  }

  /// An integer.
  static func integer(_ name: String, _ flags: Flags = []) -> Argument { make(.integer, nil, name, flags, nil) }
  /// An integer after the word `token`.
  static func integer(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.integer, token, name, flags, since)
  }

  /// A floating point number.
  static func double(_ name: String) -> Argument { make(.double, nil, name, [], nil) }

  /// A glob pattern.
  static func pattern(_ name: String) -> Argument { make(.pattern, nil, name, [], nil) }
  /// A glob pattern after the word `token`.
  static func pattern(_ token: String, _ name: String, _ flags: Flags = []) -> Argument {
    make(.pattern, token, name, flags, nil)
  }

  /// A point in Unix time.
  static func unixTime(_ name: String) -> Argument { make(.unixTime, nil, name, [], nil) }
  /// A point in Unix time after the word `token`.
  static func unixTime(_ token: String, _ name: String, since: String? = nil) -> Argument {
    make(.unixTime, token, name, [], since)
  }

  /// The word `token` itself, in either case; its name is the same in lower case.
  static func token(_ token: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.token, token, token.lowercased(), flags, since)
  }

  /// One of `children`, after the word `token` if there is one.
  static func oneOf(
    _ name: String, token: String? = nil, _ flags: Flags = [], since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.oneOf, token, name, flags, since, children)
  }

  /// All of `children` in a row, after the word `token` if there is one.
  static func block(
    _ name: String, token: String? = nil, _ flags: Flags = [], since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.block, token, name, flags, since, children)
  }

  private static func make(
    _ kind: Kind, _ token: String?, _ name: String, _ flags: Flags, _ since: String?, _ children: [Argument] = []
  ) -> Argument {
    Argument(
      name: name, kind: kind, token: token, flags: flags, keySpecification: nil, since: since, children: children)
  }
}
