import Commands
import Testing

@testable import Shell

/// The hints behind the cursor, as pairs of what is typed and what is shown.
@Suite struct HintTests {
  static let set = "[EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]"

  static let flags = "[WITHCOORD] [WITHDIST] [WITHHASH]"
  static let stores = "[STORE key] [STOREDIST key]"
  static let login = "[[AUTH password]|[AUTH2 username password]]"

  static let cases: [(String, String)] = [
    ("GET", " key"), ("get ", "key"), ("GET abc", ""), ("GET abc ", ""), ("GET abc d", ""),
    ("SET", " key value [NX|XX] [GET] \(set)"), ("SET k ", "value [NX|XX] [GET] \(set)"),
    ("SET k v ", "[NX|XX] [GET] \(set)"), ("SET k v NX ", "[GET] \(set)"), ("SET k v GET ", "[NX|XX] \(set)"),
    ("SET k v EX ", "seconds [NX|XX] [GET]"), ("SET k v ex 10 ", "[NX|XX] [GET]"),
    ("SET k v EX 10 GET XX ", ""), ("SET k v EX ten ", ""), ("SET k v KEEPTTL", " [NX|XX] [GET]"),
    ("SET k v E", "  (EX seconds|EXAT unix-time-seconds)"), ("SET k v n", "  (NX)"), ("SET k v q", ""),
    ("SET k v EX 10 P", ""), ("DEL a ", "[key ...]"), ("DEL a b c ", "[key ...]"),
    ("MSET a ", "value [key value ...]"), ("MSET a 1 ", "[key value ...]"), ("MSET a 1 b", " value [key value ...]"),
    ("ZADD k ", "[NX|XX] [GT|LT] [CH] [INCR] score member [score member ...]"),
    ("ZADD k NX CH ", "[GT|LT] [INCR] score member [score member ...]"),
    ("ZADD k 1 ", "member [score member ...]"), ("ZADD k 1 m ", "[score member ...]"),
    ("ZADD k 1.5 m -inf ", "member [score member ...]"),
    ("ZUNIONSTORE d 2 ", "key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX]"),
    ("ZUNIONSTORE d 2 a ", "key [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX]"),
    ("ZUNIONSTORE d 2 a b ", "[WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX]"),
    ("ZUNIONSTORE d 2 a b WEIGHTS 1 ", "[weight ...] [AGGREGATE SUM|MIN|MAX]"),
    ("ZUNIONSTORE d 2 a b WEIGHTS 1 2 AGGREGATE ", "SUM|MIN|MAX"),
    ("ZRANGE k 0 -1 ", "[BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]"),
    ("ZRANGE k 0 -1 LIMIT ", "offset count [BYSCORE|BYLEX] [REV] [WITHSCORES]"),
    ("ZRANGE k 0 -1 LIMIT 0 ", "count [BYSCORE|BYLEX] [REV] [WITHSCORES]"),
    ("ZRANGEBYSCORE k (1 ", "max [WITHSCORES] [LIMIT offset count]"),
    ("LPOP k ", "[count]"), ("LPOP k 2 ", ""), ("BLPOP a ", "[key ...] timeout"),
    ("LMOVE a b ", "LEFT|RIGHT LEFT|RIGHT"), ("LMOVE a b LEFT ", "LEFT|RIGHT"), ("LMOVE a b LEFT R", "  (RIGHT)"),
    ("LINSERT k BEFORE ", "pivot element"), ("LPOS k e RANK ", "rank [COUNT num-matches] [MAXLEN len]"),
    ("HSET k f ", "value [field value ...]"), ("HRANDFIELD k 2 ", "[WITHVALUES]"),
    ("HSCAN k 0 MATCH ", "pattern [COUNT count]"),
    (
      "SORT k ",
      "[BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC|DESC] [ALPHA] [STORE destination]"
    ),
    ("SORT k GET # ", "[GET pattern ...] [BY pattern] [LIMIT offset count] [ASC|DESC] [ALPHA] [STORE destination]"),
    (
      "SORT k STORE ",
      "destination [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC|DESC] [ALPHA]"
    ),
    ("EVAL s 0 ", "[arg [arg ...]]"), ("EVAL s 1 ", "key [arg [arg ...]]"), ("EVAL s 1 k ", "[arg [arg ...]]"),
    ("EVAL s 2 ", "key [key ...] [arg [arg ...]]"),
    ("XADD s NOMKSTREAM ", "[MAXLEN|MINID [=|~] threshold [LIMIT count]] *|id field value [field value ...]"),
    ("XADD s MAXLEN ~ ", "threshold [LIMIT count] [NOMKSTREAM] *|id field value [field value ...]"),
    ("XADD s * ", "field value [field value ...]"), ("XADD s * f v ", "[field value ...]"),
    ("XREAD COUNT 2 ", "[BLOCK milliseconds] STREAMS key [key ...] id [id ...]"),
    ("XGROUP ", "CREATE|CREATECONSUMER|DELCONSUMER|DESTROY|HELP|SETID"),
    ("XGROUP CREATE k g ", "id|$ [MKSTREAM] [ENTRIESREAD entries_read]"),
    ("CONFIG SE", "  (SET)"), ("CONFIG SET ", "parameter value [parameter value ...]"),
    ("config get", " parameter [parameter ...]"),
    ("EXPIRE k 10 ", "[NX|XX|GT|LT]"), ("SCAN 0 TYPE ", "type [MATCH pattern] [COUNT count]"),
    (
      "BITFIELD k GET u8 ",
      "offset [GET encoding offset|[OVERFLOW WRAP|SAT|FAIL] SET encoding offset value|INCRBY encoding offset increment ...]"
    ), ("AUTH x", " [password]"), ("BLPOP a 5 ", "[[key ...] timeout]"), ("GETEX k PERSIST ", ""),
    ("COPY a b DB ", "destination-db [REPLACE]"), ("DECRBY xyz ", "decrement"), ("DECRBY xyz 2 ", ""),
    ("XRANGE k 4 2 ", "[COUNT count]"), ("XRANGE k 4 2 COUNT ", "count"), ("XRANGE k 4 2 COU", "  (COUNT count)"),
    ("BITFIELD_RO k ", "[GET encoding offset [GET encoding offset ...]]"),
    ("BITFIELD_RO k GET ", "encoding offset [GET encoding offset ...]"),
    ("BITFIELD_RO k GET u8 ", "offset [GET encoding offset ...]"),
    ("BITFIELD_RO k GET u8 0 ", "[GET encoding offset ...]"),
    ("BITFIELD_RO k GET u8 0 GET u8 ", "offset [GET encoding offset ...]"), ("ZRANDMEMBER k cnt ", ""),
    ("ZRANDMEMBER k ", "[count [WITHSCORES]]"), ("ZRANDMEMBER k 3 ", "[WITHSCORES]"),
    ("BLMOVE src dst LEFT ", "LEFT|RIGHT timeout"), ("SCAN 2 COUNT ", "count [MATCH pattern] [TYPE type]"),
    ("GEORADIUS k 1 X ", ""), ("GEORADIUS k 1 -2.345 3 M COUNT 12 ", "[ANY] \(flags) [ASC|DESC] \(stores)"),
    ("GEORADIUS k 1 2 3 M COUNT 12 ASC ", "\(flags) \(stores)"),
    ("MIGRATE host 1 ", "key|\"\" destination-db timeout [COPY] [REPLACE] \(login) [KEYS key [key ...]]"),
    ("BRPOP a b ", "[key ...] timeout"), ("BZPOPMIN a 0.5 ", "[[key ...] timeout]"),
    ("XREAD STREAMS a 0 ", "[[key ...] id [id ...]]"),
    ("GEOADD k 1 2 ", "member [longitude latitude member ...]"), ("5 GET ", "key"),
    ("5 SET k", " value [NX|XX] [GET] \(set)"),
    (":sleep", " DURATION"), (":sleep 1", ""), (":sleep 1 ", ""), (":cat ", "[--raw|--hex|--commands] FILE"),
    (":cat --hex ", "FILE"), (":config appendfsync ", "[VALUE]"), (":config appendfsync no ", ""),
    (":set format ", "[VALUE]"),
    (":fault enospc --times ", "[VALUE] [--after N] [--keep] [--ftruncate-fails] | off [NAME]"),
    (":clock real ", ""), (":clock advance ", ""), (":output x ", ""), (":quit 1 ", ""),
    (":truncate incr ", "[--force] SIZE"), (":assert GET ", "key"), (":watch", " DURATION LINE"),
    (":watch 1s ", "LINE"), (":watch 1s GET ", "key"), (":watch 1s :sleep ", "DURATION"), (":let n = ", ""),
    (":let n = HGET h ", "field"), (":repeat 3 LPOP k ", "[count]"), (":assert ", "COMMAND == VALUE"),
    ("nosuch", ""), ("nosuch ", ""), ("", ""), ("GET \"a", ""), ("# GET ", ""), ("!GET ", ""),
  ]

  @Test(arguments: cases) func hint(_ line: String, _ hint: String) throws {
    #expect(try Bench().workbench.hint(bytes(line)) == hint)
  }

  /// Words that make a command whole, taken from its syntax: one for each part that must be there.
  private static func words(_ arguments: [Argument]) -> [[UInt8]] {
    arguments.filter { !$0.flags.contains(.optional) }.flatMap { argument -> [[UInt8]] in
      let token = argument.token.map { [bytes($0)] } ?? []
      switch argument.kind {
      case .token: return token
      case .oneOf: return token + words(Array(argument.children.prefix(1)))
      case .block: return token + words(argument.children)
      case .integer where argument.name == "numkeys":
        let hasKeys = arguments.contains { $0.kind == .key && !$0.flags.contains(.optional) && $0.token == nil }
        return token + [bytes(hasKeys ? "1" : "0")]
      case .integer, .double, .unixTime: return token + [bytes("1")]
      case .string, .key, .pattern: return token + [bytes("x")]
      }
    }
  }

  /// Each command: after its name all of its syntax is shown, and after what it must have nothing that must follow.
  @Test(arguments: CommandTable().byNumber.filter { $0.subcommands.isEmpty }.map(\.fullName))
  func everyCommand(_ fullName: String) throws {
    let table = CommandTable()
    let command = try #require(table.byNumber.first { $0.fullName == fullName })
    #expect(CommandHint.text(command.arguments, after: [], typing: nil) == command.syntax)
    var reader = ArgumentReader(command.arguments)
    for word in Self.words(command.arguments) {
      let isRead = reader.read(word)
      #expect(isRead, "\(fullName): \(text(word)) is not expected before \(reader.syntax)")
    }
    #expect(reader.isComplete, "\(fullName) still wants \(reader.syntax)")
  }

  /// The hints of redis-cli 7.0.15, which drops a word of the syntax for each that is typed, up to the first bracket.
  ///
  /// That is right as long as each word of the syntax stands for one that is typed, and unless a number says how many
  /// keys follow.
  @Test(arguments: CommandTable().byNumber.filter { $0.subcommands.isEmpty }.map(\.fullName))
  func leadingWords(_ fullName: String) throws {
    // These begin with one of several things of different length.
    if ["replicaof", "slaveof", "client|kill", "cluster|setslot"].contains(fullName) { return }
    let table = CommandTable()
    let command = try #require(table.byNumber.first { $0.fullName == fullName })
    let syntax = command.syntax.split(separator: " ")
    var typed: [[UInt8]] = []
    for (index, word) in syntax.enumerated() {
      if index > 0, syntax[index - 1] == "numkeys" { return }
      let rest = syntax[index...].joined(separator: " ")
      #expect(CommandHint.text(command.arguments, after: typed, typing: nil) == rest, "after \(index) words")
      if word.hasPrefix("[") || word.contains("|") || word.hasPrefix("FROM") { return }
      typed.append(bytes(word == word.uppercased() ? String(word) : word == "numkeys" ? "2" : "1"))
    }
    #expect(CommandHint.text(command.arguments, after: typed, typing: nil).isEmpty)
  }
}
