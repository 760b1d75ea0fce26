import Bytes

/// The users of an engine.
public final class AccessList {
  /// The users by name; `default` is always among them.
  private var users: [[UInt8]: User] = [:]
  /// The user that sessions begin as.
  public let defaultUser: User
  /// What was refused lately, the newest first.
  public internal(set) var log: [ACLLogEntry] = []
  /// Entries that the log keeps (Redis directive `acllog-max-len`).
  public var logLimit = 128
  /// Whether new users may use all channels (Redis directive `acl-pubsub-default`).
  public var defaultsToAllChannels = false
  let table: CommandTable

  /// One user, `default`, who may do everything without a password.
  public init(_ table: CommandTable) {
    self.table = table
    defaultUser = User(Array("default".utf8), table)
    defaultUser.becomeAllPowerful(table)
    users[defaultUser.name] = defaultUser
  }

  /// The users by their names.
  public var all: [User] { users.values.sorted { $0.name.lexicographicallyPrecedes($1.name) } }

  /// The user of that name.
  subscript(_ name: Span<UInt8>) -> User? { users[[UInt8](copying: name)] }

  /// Whether a session must say who it is before anything else.
  public var needsAuthentication: Bool { !defaultUser.needsNoPassword || !defaultUser.isEnabled }

  /// A new user who may do nothing, or no channels excepted; not among the users yet.
  func makeUser(_ name: [UInt8]) -> User {
    let user = User(name, table)
    if defaultsToAllChannels { user.allowAllChannels(table) }
    return user
  }

  /// Makes `user` one of the users, or gives the one of that name its rules.
  func put(_ user: User) {
    if let known = users[user.name] { known.become(user) } else { users[user.name] = user }
  }

  /// Removes a user.
  func remove(_ name: [UInt8]) -> User? { users.removeValue(forKey: name) }

  /// Sets the password of the default user; none if it is empty (Redis directive `requirepass`).
  public func setDefaultPassword(_ password: [UInt8]) { defaultUser.setOnlyPassword(password, table) }

  /// All users as lines of a configuration file, sorted by their names.
  public var descriptions: [[UInt8]] { all.map { $0.description(table) } }

  /// All users as they stand in a file, a line each.
  public var text: [UInt8] { Array(descriptions.map { $0 + [0x0A] }.joined()) }

  /// Makes or changes a user as a line of a configuration file says: its name and its rules. Returns what is wrong with
  /// it, after which nothing has changed.
  public func declare(_ words: [[UInt8]]) -> String? {
    guard let name = words.first else { return nil }
    let text = String(decoding: name, as: UTF8.self)
    if name.hasSpaces { return "Error in user declaration '\(text)': Username contains invalid characters" }
    guard case .rules(let rules) = ACLRules.merged(Array(words.dropFirst())) else {
      return "Error in user declaration '\(text)': Unmatched parenthesis in selector definition."
    }
    let user = makeUser(name)
    for rule in rules {
      do throws(ACLError) { try user.apply(rule, table, defaultsToAllChannels: defaultsToAllChannels) } catch {
        let rule = String(decoding: rule, as: UTF8.self)
        return "Error loading ACL rule '\(rule)' for the user named '\(text)': \(error.text)"
      }
    }
    put(user)
    return nil
  }

  /// Replaces the users by those in `lines`, or says all that is wrong with them and changes nothing.
  public func load(_ text: [UInt8], file: String) -> String? {
    var loaded: [[UInt8]: User] = [:]
    var errors = ""
    for (index, raw) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let words = raw.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.map(Array.init)
      if words.isEmpty { continue }
      errors += load(words, place: "\(file):\(index + 1)", line: index + 1, &loaded)
    }
    guard errors.isEmpty else {
      return errors + "WARNING: ACL errors detected, no change to the previously active ACL rules was performed"
    }
    if let replacement = loaded.removeValue(forKey: defaultUser.name) {
      defaultUser.become(replacement)
    } else {
      defaultUser.becomeAllPowerful(table)
    }
    loaded[defaultUser.name] = defaultUser
    users = loaded
    return nil
  }

  private func load(_ words: [[UInt8]], place: String, line: Int, _ loaded: inout [[UInt8]: User]) -> String {
    guard words[0] == Array("user".utf8), words.count > 1 else {
      return "\(place) should start with user keyword followed by the username. "
    }
    let name = words[1]
    if loaded[name] != nil {
      return "WARNING: Duplicate user '\(String(decoding: name, as: UTF8.self))' found on line \(line). "
    }
    let user = makeUser(name)
    guard case .rules(let rules) = ACLRules.merged(Array(words.dropFirst(2))) else {
      return "\(place): Unmatched parenthesis in selector definition."
    }
    var errors = ""
    var isMalformed = false
    for rule in rules {
      do throws(ACLError) { try user.apply(rule, table, defaultsToAllChannels: defaultsToAllChannels) } catch {
        if error == .unknownCommand {
          errors += "\(place): Error in applying operation '\(String(decoding: rule, as: UTF8.self))': \(error.text). "
        } else if !isMalformed {
          // Others may follow from the first, and could show a password.
          errors += "\(place): \(error.text). "
          isMalformed = true
        }
      }
    }
    loaded[name] = user
    return errors
  }
}

/// Rules as words; those of a selector may be spread over several.
enum ACLRules {
  case rules([[UInt8]])
  /// A parenthesis is not closed that begins in this word.
  case unmatched([UInt8])

  static func merged(_ words: [[UInt8]]) -> ACLRules {
    var rules: [[UInt8]] = []
    var open: (first: [UInt8], text: [UInt8])?
    for word in words {
      if word.first == UInt8(ascii: "("), word.last != UInt8(ascii: ")") {
        // Whatever is open already is forgotten, as in Redis.
        open = (word, word)
      } else if let begun = open {
        open = (begun.first, begun.text + [0x20] + word)
        if word.last == UInt8(ascii: ")") {
          rules.append(begun.text + [0x20] + word)
          open = nil
        }
      } else {
        rules.append(word)
      }
    }
    if let open { return .unmatched(open.first) }
    return .rules(rules)
  }
}

/// Something that was refused.
public struct ACLLogEntry: Sendable {
  let reason: StaticString
  let context: StaticString
  let object: [UInt8]
  let username: [UInt8]
  var count: Int64
  var microseconds: Int64
  var client: [UInt8]
}
