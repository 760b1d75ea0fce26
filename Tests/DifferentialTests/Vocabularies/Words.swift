import Bytes

/// Random words of commands: keys, numbers, values and options, right ones and wrong ones.
struct Words {
  private var random: RandomNumbers
  /// How often ``tick()`` was called.
  private(set) var ticks = 0

  init(seed: UInt64) { random = RandomNumbers(seed: seed) }

  /// A number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int { random.below(bound) }

  /// A number that is greater each time.
  mutating func tick() -> Int {
    ticks += 1
    return ticks
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[random.below(choices.count)] }

  /// Whether something happens that does so once in `part` times.
  mutating func chance(_ part: Int) -> Bool { random.below(part) == 0 }

  /// Those of `words` that chance leaves.
  mutating func options(_ words: [String]) -> [String] { words.filter { _ in chance(3) } }

  /// `low` up to `high` of what `make` makes.
  mutating func some(_ low: Int, _ high: Int, _ make: (inout Words) -> [String]) -> [String] {
    (0..<low + random.below(high - low + 1)).flatMap { _ in make(&self) }
  }

  /// The few keys on which all groups work.
  static let keys = ["a", "b", "c", "d", "e", "n", "m", "k{1}", ""]

  /// One of ``keys``.
  mutating func key() -> String { pick(Self.keys) }

  /// An integer as INCR takes it, or something like it.
  mutating func number() -> String {
    pick([
      "0", "1", "-1", "2", "10", "99", "100", "-5", "9999", "10000", "2147483648", "9223372036854775807",
      "-9223372036854775808", "9223372036854775808", "abc", "", " 1", "01", "1.5", "4", "7", "3",
    ])
  }

  /// An index or a count that mostly is in a small value.
  mutating func small() -> String { pick(["0", "1", "2", "3", "5", "-1", "-2", "-3", "8", "100", "x"]) }

  mutating func float() -> String {
    pick(["0.1", "1.5", "-2.25", "1e3", "3.0e-5", "inf", "nan", "5", "-0", "1e400", "abc", "0.3", "1234567.891"])
  }

  /// A score of a sorted set, equal ones among them.
  mutating func score() -> String {
    if chance(12) { return float() }
    return pick(["0", "1", "-1", "2", "2.5", "3", "10", "-inf", "+inf", "1e10", "0.1", "3.14159", "-7.25"])
  }

  /// A field, member or element of which there are many, from short to too long for a compact encoding.
  mutating func member() -> String {
    switch random.below(12) {
    case 0: number()
    case 1: pick(["", "é", "a b", "\r\n", String(repeating: "z", count: 64), String(repeating: "z", count: 65)])
    case 2...4: String(random.below(1000) - 200)
    default: "m\(random.below(60))"
    }
  }

  mutating func value() -> String {
    if chance(3) { return number() }
    return pick([
      "", "hello", "a somewhat longer value that is not embedded in the object any more", "x", "é",
      String(repeating: "z", count: 44), String(repeating: "z", count: 45), "3.14", "ohmytext", "mynewtext", "\r\n",
      String(repeating: "ab", count: 300), String(repeating: "q", count: 10_000),
    ])
  }

  /// CONFIG SET of one of `directives` to one of its values: encodings change with the next change to a key.
  mutating func threshold(_ directives: [(name: String, values: [String])]) -> [String] {
    let directive = pick(directives)
    return ["CONFIG", "SET", directive.name, pick(directive.values)]
  }

  /// A command in a script, where those that wait elsewhere do not.
  func scripted(_ command: [String]) -> [String] { ["EVAL", "return redis.call(unpack(ARGV))", "0"] + command }

  // MARK: Times, none of which ends during a test, or of which two runs would tell the difference

  mutating func seconds() -> String {
    if chance(6) {
      return pick(["0", "-1", "abc", "9223372036854775807", "-9223372036854775808", "99999999999999999"])
    }
    return String(100_000 + random.below(100_000_000))
  }

  mutating func milliseconds() -> String {
    if chance(6) { return pick(["0", "-1", "abc", "9223372036854775807", "-9223372036854775808"]) }
    return String(100_000_000 + random.below(100_000_000_000))
  }

  mutating func absolute() -> String {
    if chance(4) { return pick(["0", "1", "-1", "1000000000", "9223372036854775807"]) }
    return String(4_000_000_000 + random.below(1_000_000_000))
  }

  mutating func absoluteMilliseconds() -> String {
    if chance(4) { return pick(["0", "1", "-1", "1000000000000", "9223372036854775807"]) }
    return String(4_000_000_000_000 + random.below(1_000_000_000_000))
  }

  mutating func expiryOption() -> [String] {
    switch random.below(8) {
    case 0: ["EX", seconds()]
    case 1: ["px", milliseconds()]
    case 2: ["EXAT", absolute()]
    case 3: ["PXAT", absoluteMilliseconds()]
    case 4: ["KEEPTTL"]
    case 5: ["PERSIST"]
    default: []
    }
  }
}
