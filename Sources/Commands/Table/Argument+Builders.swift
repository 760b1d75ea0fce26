/// The words in which the tables of commands describe arguments.
///
/// Where an argument has a token, it comes first, as it does in the command: `.integer("EX", "seconds")`.
extension Argument {
  /// A key, found by the command's key specification number `specification`.
  static func key(_ name: String, _ specification: Int = 0, since: String? = nil) -> Argument {
    key(nil, name, [], specification, since)
  }
  /// A key that may be left out or repeated, found by the command's key specification number `specification`.
  static func key(_ name: String, _ specification: Int, _ flags: Flags, since: String? = nil) -> Argument {
    key(nil, name, flags, specification, since)
  }
  /// A key that may be left out or repeated, found by the command's first key specification.
  static func key(_ name: String, _ flags: Flags, since: String? = nil) -> Argument {
    key(nil, name, flags, 0, since)
  }
  /// A key after the word `token`, found by the command's key specification number `specification`.
  static func key(
    _ token: String, _ name: String, _ flags: Flags = [], specification: Int, since: String? = nil
  ) -> Argument {
    key(token, name, flags, specification, since)
  }

  /// Any bytes.
  static func string(_ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.string, nil, name, flags, since)
  }
  /// Any bytes after the word `token`.
  static func string(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.string, token, name, flags, since)
  }

  /// An integer.
  static func integer(_ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.integer, nil, name, flags, since)
  }
  /// An integer after the word `token`.
  static func integer(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.integer, token, name, flags, since)
  }

  /// A floating point number.
  static func double(_ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.double, nil, name, flags, since)
  }
  /// A floating point number after the word `token`.
  static func double(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.double, token, name, flags, since)
  }

  /// A glob pattern.
  static func pattern(_ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.pattern, nil, name, flags, since)
  }
  /// A glob pattern after the word `token`.
  static func pattern(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.pattern, token, name, flags, since)
  }

  /// A pattern of keys after the word `token`, found by the command's key specification number `specification`.
  static func pattern(_ token: String, _ name: String, _ flags: Flags, specification: Int) -> Argument {
    Argument(
      name: name, kind: .pattern, token: token, flags: flags, keySpecification: specification, since: nil, children: [])
  }

  /// A point in Unix time.
  static func unixTime(_ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.unixTime, nil, name, flags, since)
  }
  /// A point in Unix time after the word `token`.
  static func unixTime(_ token: String, _ name: String, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.unixTime, token, name, flags, since)
  }

  /// The word `token` itself, in either case; its name is the same in lower case unless it is given.
  static func token(_ token: String, name: String? = nil, _ flags: Flags = [], since: String? = nil) -> Argument {
    make(.token, token, name ?? token.lowercased(), flags, since)
  }

  /// One of `children`, after the word `token` if there is one.
  static func oneOf(
    _ name: String, token: String? = nil, since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.oneOf, token, name, [], since, children)
  }
  /// One of `children`, which may be left out or repeated, after the word `token` if there is one.
  static func oneOf(
    _ name: String, token: String? = nil, _ flags: Flags, since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.oneOf, token, name, flags, since, children)
  }

  /// All of `children` in a row, after the word `token` if there is one.
  static func block(
    _ name: String, token: String? = nil, since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.block, token, name, [], since, children)
  }
  /// All of `children` in a row, which may be left out or repeated, after the word `token` if there is one.
  static func block(
    _ name: String, token: String? = nil, _ flags: Flags, since: String? = nil, _ children: [Argument]
  ) -> Argument {
    make(.block, token, name, flags, since, children)
  }

  /// The same argument, which should no longer be used since `version`.
  func deprecated(since version: String) -> Argument {
    var argument = self
    argument.deprecatedSince = version
    return argument
  }

  private static func key(
    _ token: String?, _ name: String, _ flags: Flags, _ specification: Int, _ since: String?
  ) -> Argument {
    Argument(
      name: name, kind: .key, token: token, flags: flags, keySpecification: specification, since: since, children: [])
  }

  private static func make(
    _ kind: Kind, _ token: String?, _ name: String, _ flags: Flags, _ since: String?, _ children: [Argument] = []
  ) -> Argument {
    Argument(
      name: name, kind: kind, token: token, flags: flags, keySpecification: nil, since: since, children: children)
  }
}
