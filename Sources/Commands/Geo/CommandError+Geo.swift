import Bytes

/// Texts of the geo group.
extension CommandError {
  static var unsupportedUnit: CommandError {
    .text("ERR unsupported unit provided. please use M, KM, FT, MI")
  }
  static var radiusNotNumeric: CommandError { .text("ERR need numeric radius") }
  static var radiusNegative: CommandError { .text("ERR radius cannot be negative") }
  static var widthNotNumeric: CommandError { .text("ERR need numeric width") }
  static var heightNotNumeric: CommandError { .text("ERR need numeric height") }
  static var boxNegative: CommandError { .text("ERR height or width cannot be negative") }
  static var memberNotDecodable: CommandError { .text("ERR could not decode requested zset member") }
  static var searchCountNotPositive: CommandError { .text("ERR COUNT must be > 0") }
  static var anyWithoutCount: CommandError { .text("ERR the ANY argument requires COUNT argument") }
  static var storeWithOptions: CommandError {
    .text("ERR STORE option in GEORADIUS is not compatible with WITHDIST, WITHHASH and WITHCOORD options")
  }
  static var searchStoreWithOptions: CommandError {
    .text("ERR GEOSEARCHSTORE is not compatible with WITHDIST, WITHHASH and WITHCOORD options")
  }

  static func invalidCoordinates(_ point: GeoPoint) -> CommandError {
    var text = ByteWriter()
    text.append("ERR invalid longitude,latitude pair ")
    text.append(point.longitude, decimals: 6)
    text.append(",")
    text.append(point.latitude, decimals: 6)
    return .message(text.array)
  }

  /// A search of `command`, the name as it was typed, says not exactly one of two options.
  static func notExactlyOne(_ choice: StaticString, _ command: Span<UInt8>) -> CommandError {
    var text = ByteWriter()
    text.append("ERR exactly one of ")
    text.append(choice)
    text.append(" can be specified for ")
    text.append(command)
    return .message(text.array)
  }
}
