import Commands
import Engine

/// What all connections take together, and how much that may be.
struct ClientMemory {
  /// Bytes that all may take together; 0 for any number (Redis directive `maxmemory-clients`).
  private(set) var limit = 0
  /// Bytes that all take, as they were weighed last. Kept while there is a limit.
  private(set) var total = 0
  /// When those that are not over a limit were looked at last, in microseconds of Unix time.
  var sweptAt: Int64 = 0
  /// When ``ClientConnection/gatheredPeak`` began anew, likewise.
  var peakSince: Int64 = 0
  /// When the log was told last that nobody can be sent away, likewise.
  var warnedAt: Int64 = 0
  /// The most of each of the last eight seconds, by the second.
  private var inputs = [Int](repeating: 0, count: 8)
  private var outputs = [Int](repeating: 0, count: 8)
  private var second: Int64 = 0

  /// The most within the last eight seconds that was kept of what one has sent, and for one.
  var recent: (input: Int, output: Int) { (inputs.max() ?? 0, outputs.max() ?? 0) }

  /// Takes the limit from the directive: bytes, or a part of `maxmemory`, but not so little that nobody could be served
  /// (rule of redis-server 7.0.15).
  mutating func setLimit(_ configuration: Configuration) {
    let value = configuration.string("maxmemory-clients")
    var wanted: Int
    if value.hasSuffix("%") {
      wanted = Int(Double(configuration.integer("maxmemory")) / 100 * (Double(value.dropLast()) ?? 0))
      if wanted == 0 { return limit = 0 }
    } else {
      wanted = Int(value) ?? 0
    }
    limit = wanted == 0 ? 0 : max(wanted, 128 << 10)
  }

  /// Notes what a connection takes now.
  mutating func weigh(_ connection: ClientConnection, _ weight: Int) {
    total += weight - connection.weight
    connection.weight = weight
  }

  /// Forgets a connection, which is over.
  mutating func forget(_ connection: ClientConnection) {
    total -= connection.weight
    connection.weight = 0
  }

  /// Notes what is kept of what one connection has sent, and for it.
  mutating func note(_ input: Int, _ output: Int, at time: Int64) {
    let now = time / 1_000_000
    let slot = Int(now % 8)
    if now != second {
      for passed in max(second + 1, now - 7)...max(now, second + 1) {
        inputs[Int(passed % 8)] = 0
        outputs[Int(passed % 8)] = 0
      }
      second = now
    }
    inputs[slot] = max(inputs[slot], input)
    outputs[slot] = max(outputs[slot], output)
  }
}

/// Whose requests are run at a moment: what is kept of them cannot be looked at meanwhile.
struct Running {
  /// The number of the session; -1 for none.
  var session = -1
  /// Bytes that have come and are being run, and the room behind them.
  var (input, room) = (0, 0)
  /// Where the replies begin.
  var replies = 0

  init() {}

  init(_ connection: ClientConnection, repliesFrom start: Int, adding count: Int = 0) {
    session = connection.session.id
    input = connection.stream.pendingCount + count
    room = count > 0 ? 0 : connection.stream.pendingRoom
    replies = start
  }
}
