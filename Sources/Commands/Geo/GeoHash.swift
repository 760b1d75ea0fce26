/// A cell of a grid on the map: the bits of a latitude and a longitude in turn, `step` of each, a longitude's first.
///
/// With all 26 steps it is the score by which a place is stored: places that are near each other have scores that are
/// near each other, mostly.
struct GeoHash: Equatable {
  /// Steps of a place.
  static let allSteps = 26

  var bits: UInt64
  var step: Int

  init(bits: UInt64, step: Int) {
    self.bits = bits
    self.step = step
  }

  /// The cell of `point` on a map of these latitudes.
  init(_ point: GeoPoint, step: Int, latitudes: ClosedRange<Double> = GeoPoint.latitudes) {
    let cells = Double(UInt64(1) << UInt64(step))
    let latitude = Self.part(point.latitude, of: latitudes) * cells
    let longitude = Self.part(point.longitude, of: GeoPoint.longitudes) * cells
    bits = Self.spread(UInt32(latitude)) | Self.spread(UInt32(longitude)) << 1
    self.step = step
  }

  private static func part(_ value: Double, of range: ClosedRange<Double>) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// The cell of a place that is stored with `score`, which may be any number.
  init(score: Double) {
    // What a C program on this machine makes of numbers that are too large or negative.
    if score >= 0x1p63 {
      bits = score < 0x1p64 ? UInt64(score) : 0
    } else {
      bits = UInt64(bitPattern: Int64(exactly: score.rounded(.towardZero)) ?? .min)
    }
    step = Self.allSteps
  }

  /// The score that the cell's least place has.
  var score: UInt64 { bits << UInt64(52 - step * 2) }

  /// The bits of a word with a zero before each.
  private static func spread(_ word: UInt32) -> UInt64 {
    var spread = UInt64(word)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
    spread = (spread | spread << 2) & 0x3333_3333_3333_3333
    return (spread | spread << 1) & 0x5555_5555_5555_5555
  }

  /// Every second bit of a word, the lowest first.
  private static func gathered(_ word: UInt64) -> UInt32 {
    var gathered = word & 0x5555_5555_5555_5555
    gathered = (gathered | gathered >> 1) & 0x3333_3333_3333_3333
    gathered = (gathered | gathered >> 2) & 0x0F0F_0F0F_0F0F_0F0F
    gathered = (gathered | gathered >> 4) & 0x00FF_00FF_00FF_00FF
    gathered = (gathered | gathered >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: gathered | gathered >> 16)
  }

  // MARK: Areas

  /// The south-western and the north-eastern corner of the cell.
  var corners: (southWest: GeoPoint, northEast: GeoPoint) {
    let (latitude, longitude) = (Self.gathered(bits), Self.gathered(bits >> 1))
    return (
      GeoPoint(
        longitude: position(longitude, in: GeoPoint.longitudes), latitude: position(latitude, in: GeoPoint.latitudes)),
      GeoPoint(
        longitude: position(longitude &+ 1, in: GeoPoint.longitudes),
        latitude: position(latitude &+ 1, in: GeoPoint.latitudes))
    )
  }

  private func position(_ index: UInt32, in range: ClosedRange<Double>) -> Double {
    let scale = range.upperBound - range.lowerBound
    return range.lowerBound + (Double(index) * 1.0 / Double(UInt64(1) << UInt64(step))) * scale
  }

  /// The place in the middle of the cell.
  var center: GeoPoint {
    let (southWest, northEast) = corners
    let longitude = (southWest.longitude + northEast.longitude) / 2
    let latitude = (southWest.latitude + northEast.latitude) / 2
    return GeoPoint(
      longitude: min(max(longitude, GeoPoint.longitudes.lowerBound), GeoPoint.longitudes.upperBound),
      latitude: min(max(latitude, GeoPoint.latitudes.lowerBound), GeoPoint.latitudes.upperBound))
  }

  /// The cell so many cells further east and north, around the map's edges.
  func moved(east: Int, north: Int) -> GeoHash {
    let longitude = moved(0xAAAA_AAAA_AAAA_AAAA, by: east)
    return GeoHash(bits: longitude | moved(0x5555_5555_5555_5555, by: north), step: step)
  }

  /// The bits under `mask`, as a number of their own, increased by -1, 0 or 1.
  private func moved(_ mask: UInt64, by change: Int) -> UInt64 {
    let used = mask & UInt64.max >> UInt64(64 - step * 2)
    switch change {
    case 1: return ((bits | ~used) &+ 1) & used
    case -1: return ((bits & used) &- 1) & used
    // A place at the very edge of the map has a bit more.
    default: return bits & mask
    }
  }

  // MARK: Text

  /// The standard text of 11 characters, for a map that reaches the poles; the last one says nothing.
  static func text(of point: GeoPoint) -> [UInt8] {
    let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)
    let hash = GeoHash(point, step: allSteps, latitudes: -90.0...90.0)
    return (1...10).map { alphabet[Int(hash.bits >> UInt64(52 - 5 * $0)) & 31] } + [alphabet[0]]
  }
}
