import Bytes
import Keyspace
import RESP

/// The commands of the geo group: places as members of a sorted set, whose scores are cells of a grid (``GeoHash``).
enum GeoCommands {
  /// `GEOADD key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]`.
  ///
  /// It is ZADD with other words, and is written as that.
  static func geoadd(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var first = 2
    var conditions = 0
    while first < arguments.count {
      if arguments.isOption(at: first, "nx") {
        conditions |= 1
      } else if arguments.isOption(at: first, "xx") {
        conditions |= 2
      } else if !arguments.isOption(at: first, "ch") {
        break
      }
      first += 1
    }
    if (arguments.count - first) % 3 != 0 || conditions == 3 { throw .syntax }
    var words: [[UInt8]] = [Array("zadd".utf8)]
    for index in 1..<first { words.append([UInt8](copying: arguments[index])) }
    for index in stride(from: first, to: arguments.count, by: 3) {
      let hash = GeoHash(try arguments.geoPoint(at: index), step: GeoHash.allSteps)
      words.append([UInt8](copying: DecimalDigits(hash.score).span))
      words.append([UInt8](copying: arguments[index + 2]))
    }
    let added = OwnedArguments(words)
    let before = context.dirty
    try SortedSetCommands.zadd(context, added.view)
    if context.dirty == before { return }
    context.effects.suppressCommand()
    context.effects.add(command: added.view, in: context.session.database)
  }

  /// `GEOPOS key [member [member ...]]`.
  static func geopos(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let set = try context.read(SortedSetValue.self, arguments[1])
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      if let score = set?.score(of: arguments[index]) {
        context.reply.coordinates(of: GeoHash(score: score).center)
      } else {
        context.reply.nullArray()
      }
    }
  }

  /// `GEOHASH key [member [member ...]]`.
  static func geohash(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let set = try context.read(SortedSetValue.self, arguments[1])
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      if let score = set?.score(of: arguments[index]) {
        context.reply.bulk(GeoHash.text(of: GeoHash(score: score).center))
      } else {
        context.reply.null()
      }
    }
  }

  /// `GEODIST key member1 member2 [M | KM | FT | MI]`.
  static func geodist(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count > 5 { throw .syntax }
    let unit = arguments.count == 5 ? try arguments.geoUnit(at: 4) : 1
    guard let set = try context.read(SortedSetValue.self, arguments[1]), let first = set.score(of: arguments[2]),
      let second = set.score(of: arguments[3])
    else { return context.reply.null() }
    context.reply.distance(GeoHash(score: first).center.distance(to: GeoHash(score: second).center) / unit)
  }
}

extension ReplyWriter {
  /// Writes a distance, with four decimals.
  mutating func distance(_ distance: Double) {
    var text = ByteWriter(minimumCapacity: 64)
    text.append(distance, decimals: 4)
    bulk(text.span)
  }

  /// Writes the longitude and the latitude of a place.
  mutating func coordinates(of point: GeoPoint) {
    array(2)
    var text = ByteWriter(minimumCapacity: 64)
    LongDouble(double: point.longitude).append(to: &text)
    double(text: text.span)
    text.removeAll()
    LongDouble(double: point.latitude).append(to: &text)
    double(text: text.span)
  }
}
