import Bytes

extension Arguments {
  /// Meters in the unit that the argument at `index` names.
  func geoUnit(at index: Int) throws(CommandError) -> Double {
    if isOption(at: index, "m") { return 1 }
    if isOption(at: index, "km") { return 1000 }
    if isOption(at: index, "ft") { return 0.3048 }
    if isOption(at: index, "mi") { return 1609.34 }
    throw .unsupportedUnit
  }

  /// The place whose longitude and latitude are the arguments from `index` on.
  func geoPoint(at index: Int) throws(CommandError) -> GeoPoint {
    let point = GeoPoint(longitude: try score(at: index), latitude: try score(at: index + 1))
    if !point.isValid { throw .invalidCoordinates(point) }
    return point
  }

  /// The radius at `index`.
  func geoRadius(at index: Int) throws(CommandError) -> Double {
    guard let radius = self[index].redisDouble else { throw .radiusNotNumeric }
    if radius < 0 { throw .radiusNegative }
    return radius
  }
}
