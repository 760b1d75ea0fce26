import Glibc

/// A place on earth, in degrees.
struct GeoPoint {
  var longitude: Double
  var latitude: Double

  /// The longitudes and latitudes that a place can have: beyond these latitudes the map's projection ends.
  static let longitudes = -180.0...180.0
  static let latitudes = -85.05112878...85.05112878

  private static let earthRadius = 6_372_797.560856
  private static let radian = Double.pi / 180.0

  static func radians(_ degrees: Double) -> Double { degrees * radian }
  static func degrees(_ radians: Double) -> Double { radians / radian }

  /// Whether the place is one that can be stored.
  var isValid: Bool { Self.longitudes.contains(longitude) && Self.latitudes.contains(latitude) }

  /// The distance to `other` in meters, on a sphere, by the haversine formula.
  ///
  /// The order of the operations shows in the last digit.
  func distance(to other: GeoPoint) -> Double {
    let horizontal = sin((Self.radians(other.longitude) - Self.radians(longitude)) / 2)
    if horizontal == 0 { return distance(toLatitude: other.latitude) }
    let (latitude1, latitude2) = (Self.radians(latitude), Self.radians(other.latitude))
    let vertical = sin((latitude2 - latitude1) / 2)
    let square = vertical * vertical + cos(latitude1) * cos(latitude2) * horizontal * horizontal
    return 2.0 * Self.earthRadius * asin(square.squareRoot())
  }

  /// The distance in meters to a place of the same longitude.
  func distance(toLatitude other: Double) -> Double {
    Self.earthRadius * (Self.radians(other) - Self.radians(latitude)).magnitude
  }

  /// How many degrees of latitude `meters` are.
  static func latitudeDegrees(_ meters: Double) -> Double { degrees(meters / earthRadius) }

  /// How many degrees of longitude `meters` are at a latitude.
  static func longitudeDegrees(_ meters: Double, at latitude: Double) -> Double {
    degrees(meters / earthRadius / cos(radians(latitude)))
  }
}
