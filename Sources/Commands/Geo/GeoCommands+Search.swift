import Bytes
import Keyspace
import RESP

/// The commands that search.
extension GeoCommands {
  /// A member that was found.
  private struct Found {
    let member: ElementText
    let score: Double
    let point: GeoPoint
    /// In meters.
    let distance: Double
  }

  /// `GEOSEARCH key FROMMEMBER member | FROMLONLAT longitude latitude BYRADIUS radius unit | BYBOX width height unit
  /// [ASC | DESC] [COUNT count [ANY]] [WITHCOORD] [WITHDIST] [WITHHASH]`.
  static func geosearch(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .search, source: 1)
  }

  /// `GEOSEARCHSTORE destination source`, and the rest as GEOSEARCH, with `STOREDIST`.
  static func geosearchstore(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .searchStore, source: 2)
  }

  /// `GEORADIUS key longitude latitude radius unit [WITHCOORD] [WITHDIST] [WITHHASH] [COUNT count [ANY]] [ASC | DESC]
  /// [STORE key] [STOREDIST key]`.
  static func georadius(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .radius, source: 1)
  }

  /// `GEORADIUS_RO`, as GEORADIUS without storing.
  static func georadiusRo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .radius, source: 1, readOnly: true)
  }

  /// `GEORADIUSBYMEMBER key member radius unit`, and the rest as GEORADIUS.
  static func georadiusbymember(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .radiusOfMember, source: 1)
  }

  /// `GEORADIUSBYMEMBER_RO`, as GEORADIUSBYMEMBER without storing.
  static func georadiusbymemberRo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try search(context, arguments, .radiusOfMember, source: 1, readOnly: true)
  }

  private static func search(
    _ context: CommandContext, _ arguments: Arguments, _ kind: GeoSearchRequest.Kind, source: Int,
    readOnly: Bool = false
  ) throws(CommandError) {
    let set = try context.read(SortedSetValue.self, arguments[source])
    let request = try GeoSearchRequest(kind, arguments, set, readOnly: readOnly)
    var found: [Found] = []
    if let set { found = members(of: set, request) }
    let count = request.count == 0 ? found.count : min(request.count, found.count)
    sort(&found, first: count, request)
    guard let destination = request.destination else {
      context.reply.array(count)
      for item in found.prefix(count) { reply(context, item, request) }
      return
    }
    store(context, found.prefix(count), at: arguments[destination], request)
  }

  private static func members(of set: SortedSetValue, _ request: GeoSearchRequest) -> [Found] {
    let limit = request.any ? request.count : Int.max
    var found: [Found] = []
    for cell in request.shape.cells where found.count < limit {
      let next = GeoHash(bits: cell.bits &+ 1, step: cell.step)
      let scores = ScoreRange(Double(cell.score), Double(next.score), excludesGreatest: true)
      let ranks = set.ranks(scores)
      // Piece by piece, because the limit may be reached long before the end.
      for start in stride(from: ranks.lowerBound, to: ranks.upperBound, by: piece) where found.count < limit {
        set.forEach(in: start..<min(start + piece, ranks.upperBound)) { member, score in
          if found.count < limit { add(member, score, to: &found, request.shape) }
        }
      }
    }
    return found
  }

  /// Members that are looked at in one go.
  private static let piece = 256

  private static func add(_ member: ElementText, _ score: Double, to found: inout [Found], _ shape: GeoShape) {
    let point = GeoHash(score: score).center
    guard let distance = shape.distance(to: point) else { return }
    found.append(Found(member: member, score: score, point: point, distance: distance))
  }

  private static func sort(_ found: inout [Found], first count: Int, _ request: GeoSearchRequest) {
    var order = request.order
    if request.count > 0, order == .none, !request.any { order = .nearestFirst }
    if order == .none { return }
    let sign = order == .nearestFirst ? 1 : -1
    if count == found.count {
      return found.sort { sign > 0 ? $0.distance < $1.distance : $0.distance > $1.distance }
    }
    PartialSort.sort(&found, first: count) { first, second in
      first.distance > second.distance ? sign : first.distance == second.distance ? 0 : -sign
    }
  }

  private static func reply(_ context: CommandContext, _ item: Found, _ request: GeoSearchRequest) {
    let options = [request.withDistance, request.withHash, request.withCoordinates].count { $0 }
    if options > 0 { context.reply.array(options + 1) }
    context.reply.bulk(item.member)
    if request.withDistance { context.reply.distance(item.distance / request.shape.unit) }
    if request.withHash { context.reply.integer(Int64(exactly: item.score.rounded(.towardZero)) ?? .min) }
    if request.withCoordinates { context.reply.coordinates(of: item.point) }
  }

  private static func store(
    _ context: CommandContext, _ found: ArraySlice<Found>, at key: Span<UInt8>, _ request: GeoSearchRequest
  ) {
    let limits = context.settings.limits
    var result = SortedSetBuilder(limits)
    for item in found {
      let score = request.storesDistances ? item.distance / request.shape.unit : item.score
      item.member.withSpan { result.update($0) { _ in score } }
    }
    let event: StaticString = request.isSearch ? "geosearchstore" : "georadiusstore"
    let stored = result.count
    SortedSetCommands.store(context, result.finish(limits), at: key, event: event)
    if stored > 0 { context.dirty += Int64(stored - 1) }
  }
}
