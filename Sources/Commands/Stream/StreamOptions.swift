import Bytes
import Keyspace

/// What precedes the fields of XADD, and all that XTRIM takes.
struct StreamOptions {
  /// The ID of the new entry; nil for one of now.
  var id: StreamID?
  /// Whether the sequence of ``id`` was given; else it is chosen.
  var hasSequence = false
  /// Whether a missing stream is not made.
  var needsKey = false
  /// How the stream is cut.
  var trim: StreamTrim?
  /// Where the bound of the cut is among the arguments.
  var bound = 0
  /// Where the ID is; the number of arguments if there is none.
  private(set) var end = 2

  /// The options of XADD, or of XTRIM.
  init(_ context: CommandContext, _ arguments: Arguments, ofAdd: Bool) throws(CommandError) {
    var limit: Int64?
    while end < arguments.count {
      let hasMore = end + 1 < arguments.count
      if ofAdd, arguments.isOption(at: end, "*") { break }
      if hasMore, arguments.isOption(at: end, "maxlen") {
        let isApproximate = try beginBound(arguments)
        let length = try arguments.integer(at: end)
        if length < 0 { throw .trimLengthNegative }
        setBound(.maxLength(Int(length)), isApproximate)
      } else if hasMore, arguments.isOption(at: end, "minid") {
        let isApproximate = try beginBound(arguments)
        setBound(.minID(try arguments.streamID(at: end)), isApproximate)
      } else if hasMore, arguments.isOption(at: end, "limit") {
        end += 1
        let value = try arguments.integer(at: end)
        if value < 0 { throw .trimLimitNegative }
        limit = value
      } else if ofAdd, arguments.isOption(at: end, "nomkstream") {
        needsKey = true
      } else if ofAdd {
        try readID(arguments)
        break
      } else {
        throw .syntax
      }
      end += 1
    }
    try checkLimit(limit, context, ofAdd: ofAdd)
  }

  private mutating func readID(_ arguments: Arguments) throws(CommandError) {
    if let milliseconds = StreamID.milliseconds(ofAny: arguments[end]) {
      id = StreamID(milliseconds, 0)
    } else {
      id = try arguments.streamID(at: end)
      hasSequence = true
    }
  }

  /// Goes on to the bound behind MAXLEN or MINID, and tells whether it is an approximate one.
  private mutating func beginBound(_ arguments: Arguments) throws(CommandError) -> Bool {
    if trim != nil { throw .trimBothWays }
    let isLast = end + 2 >= arguments.count
    let isApproximate = !isLast && arguments.isOption(at: end + 1, "~")
    let isExact = !isLast && arguments.isOption(at: end + 1, "=")
    end += isApproximate || isExact ? 2 : 1
    return isApproximate
  }

  private mutating func setBound(_ bound: StreamTrim.Bound, _ isApproximate: Bool) {
    trim = StreamTrim(bound, isApproximate: isApproximate)
    self.bound = end
  }

  /// An approximate cut that names no limit gets one of a hundred nodes.
  ///
  /// A file has the cuts as they came out, so that no limit applies to them.
  private mutating func checkLimit(_ limit: Int64?, _ context: CommandContext, ofAdd: Bool) throws(CommandError) {
    if let limit, limit > 0, trim == nil { throw .trimLimitAlone }
    if !ofAdd, trim == nil { throw .trimWithoutStrategy }
    guard let trim, !context.isLoading else { return }
    if limit != nil, !trim.isApproximate { throw .trimLimitExact }
    guard trim.isApproximate else { return }
    if let limit {
      self.trim?.limit = Int(limit)
    } else {
      let entries = context.settings.limits.streamNodeMaxEntries
      let (product, overflow) = entries.multipliedReportingOverflow(by: 100)
      self.trim?.limit = overflow ? 1_000_000 : product <= 0 ? 10_000 : min(product, 1_000_000)
    }
  }
}
