/// The area that a search covers: a circle or a box around a place.
struct GeoShape {
  enum Extent {
    case radius(Double)
    case box(width: Double, height: Double)
  }

  var center = GeoPoint(longitude: 0, latitude: 0)
  /// In the unit of the search.
  var extent = Extent.radius(0)
  /// Meters in that unit.
  var unit = 1.0

  /// The widest extent of the map's half, in meters of the projection.
  private static let mercatorMaximum = 20_037_726.37

  /// The distance of `point` from the center in meters if it lies in the area.
  func distance(to point: GeoPoint) -> Double? {
    switch extent {
    case .radius(let radius):
      let distance = center.distance(to: point)
      return distance > radius * unit ? nil : distance
    case .box(let width, let height):
      if center.distance(toLatitude: point.latitude) > height * unit / 2 { return nil }
      let beside = GeoPoint(longitude: center.longitude, latitude: point.latitude)
      if point.distance(to: beside) > width * unit / 2 { return nil }
      return center.distance(to: point)
    }
  }

  // MARK: Cells

  /// The cells of the grid that cover the area, in the order in which they are searched.
  ///
  /// A cell of about the area's size and its neighbours, but for those that are certain to lie outside.
  var cells: [GeoHash] {
    let bounds = bounds
    var step = self.step
    var cell = GeoHash(center, step: step)
    if step > 1, !covers(cell, bounds) {
      step -= 1
      cell = GeoHash(center, step: step)
    }
    let (southWest, northEast) = cell.corners
    let isFine = step >= 2
    let omitsSouth = isFine && southWest.latitude < bounds.southWest.latitude
    let omitsNorth = isFine && northEast.latitude > bounds.northEast.latitude
    let omitsWest = isFine && southWest.longitude < bounds.southWest.longitude
    let omitsEast = isFine && northEast.longitude > bounds.northEast.longitude
    var cells: [GeoHash] = []
    for (east, north) in Self.searchOrder {
      if (north < 0 && omitsSouth) || (north > 0 && omitsNorth) { continue }
      if (east < 0 && omitsWest) || (east > 0 && omitsEast) { continue }
      let neighbour = cell.moved(east: east, north: north)
      // Few large cells meet around the edges of the map. Redis compares each with the one before, but never with the
      // first, and so meets the members of that one twice.
      if cells.count > 1, cells.last == neighbour { continue }
      cells.append(neighbour)
    }
    return cells
  }

  /// The cell itself, north, south, east, west, and the corners.
  private static let searchOrder = [
    (0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1),
  ]

  private var bounds: (southWest: GeoPoint, northEast: GeoPoint) {
    let (width, height) =
      switch extent {
      case .radius(let radius): (unit * radius, unit * radius)
      case .box(let width, let height): (unit * (width / 2), unit * (height / 2))
      }
    let high = GeoPoint.latitudeDegrees(height)
    let top = GeoPoint.longitudeDegrees(width, at: center.latitude + high)
    let bottom = GeoPoint.longitudeDegrees(width, at: center.latitude - high)
    let wide = center.latitude < 0 ? bottom : top
    return (
      GeoPoint(longitude: center.longitude - wide, latitude: center.latitude - high),
      GeoPoint(longitude: center.longitude + wide, latitude: center.latitude + high)
    )
  }

  /// About the step at which a cell is as large as the area; larger towards the poles.
  private var step: Int {
    var reach =
      switch extent {
      case .radius(let radius): radius
      case .box(let width, let height):
        ((width / 2) * (width / 2) + (height / 2) * (height / 2)).squareRoot()
      }
    reach *= unit
    if reach == 0 { return GeoHash.allSteps }
    var step = 1
    while reach < Self.mercatorMaximum {
      reach *= 2
      step += 1
    }
    step -= 2
    if center.latitude.magnitude > 66 { step -= 1 }
    if center.latitude.magnitude > 80 { step -= 1 }
    return min(max(step, 1), GeoHash.allSteps)
  }

  /// Whether the cell and its neighbours reach as far as the area.
  private func covers(_ cell: GeoHash, _ bounds: (southWest: GeoPoint, northEast: GeoPoint)) -> Bool {
    let north = cell.moved(east: 0, north: 1).corners.northEast.latitude
    let south = cell.moved(east: 0, north: -1).corners.southWest.latitude
    let east = cell.moved(east: 1, north: 0).corners.northEast.longitude
    let west = cell.moved(east: -1, north: 0).corners.southWest.longitude
    return
      !(north < bounds.northEast.latitude || south > bounds.southWest.latitude
      || east < bounds.northEast.longitude || west > bounds.southWest.longitude)
  }
}
