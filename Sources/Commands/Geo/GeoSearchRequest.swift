import Bytes
import Keyspace

/// What one of the searching commands is told.
struct GeoSearchRequest {
  /// Which of them it is.
  enum Kind { case radius, radiusOfMember, search, searchStore }

  enum Order { case none, nearestFirst, farthestFirst }

  private let kind: Kind
  /// Whether `STORE` and `STOREDIST` are refused.
  private let isReadOnly: Bool
  private let set: SortedSetValue?

  /// The area, if there is a set to search.
  private(set) var shape = GeoShape()
  private(set) var withDistance = false
  private(set) var withHash = false
  private(set) var withCoordinates = false
  private(set) var order = Order.none
  /// How many results at most; 0 for all.
  private(set) var count = 0
  /// Whether any results will do, not only the nearest ones.
  private(set) var any = false
  /// Which argument is the key where results are stored.
  private(set) var destination: Int?
  /// Whether distances are stored, not places.
  private(set) var storesDistances = false
  private var (fromMember, fromPoint, byRadius, byBox) = (false, false, false, false)

  /// The request of a command whose source is `set`.
  init(_ kind: Kind, _ arguments: Arguments, _ set: SortedSetValue?, readOnly: Bool = false) throws(CommandError) {
    self.kind = kind
    self.set = set
    isReadOnly = readOnly
    var index: Int
    switch kind {
    case .radius:
      shape.center = try arguments.geoPoint(at: 2)
      try takeRadius(arguments, 4)
      index = 6
    case .radiusOfMember:
      if set != nil {
        try takeMember(arguments[2])
        try takeRadius(arguments, 3)
      }
      index = 5
    case .search: index = 2
    case .searchStore:
      destination = 1
      index = 3
    }
    while index < arguments.count { try takeOption(arguments, &index) }
    try check(arguments)
  }

  var isSearch: Bool { kind == .search || kind == .searchStore }

  private func check(_ arguments: Arguments) throws(CommandError) {
    if destination != nil, withDistance || withHash || withCoordinates {
      throw kind == .searchStore ? .searchStoreWithOptions : .storeWithOptions
    }
    if isSearch, !fromMember, !fromPoint { throw .notExactlyOne("FROMMEMBER or FROMLONLAT", arguments[0]) }
    if isSearch, !byRadius, !byBox { throw .notExactlyOne("BYRADIUS and BYBOX", arguments[0]) }
    if any, count == 0 { throw .anyWithoutCount }
  }

  private mutating func takeRadius(_ arguments: Arguments, _ index: Int) throws(CommandError) {
    shape.extent = .radius(try arguments.geoRadius(at: index))
    shape.unit = try arguments.geoUnit(at: index + 1)
  }

  private mutating func takeBox(_ arguments: Arguments, _ index: Int) throws(CommandError) {
    guard let width = arguments[index].redisDouble else { throw .widthNotNumeric }
    guard let height = arguments[index + 1].redisDouble else { throw .heightNotNumeric }
    if width < 0 || height < 0 { throw .boxNegative }
    shape.extent = .box(width: width, height: height)
    shape.unit = try arguments.geoUnit(at: index + 2)
  }

  private mutating func takeMember(_ member: Span<UInt8>) throws(CommandError) {
    guard let score = set?.score(of: member) else { throw .memberNotDecodable }
    shape.center = GeoHash(score: score).center
  }

  private mutating func takeOption(_ arguments: Arguments, _ index: inout Int) throws(CommandError) {
    let start = index
    index += 1
    if takeFlag(arguments, start) { return }
    let left = arguments.count - index
    if left >= 1, arguments.isOption(at: start, "count") {
      count = Int(try arguments.integer(at: index))
      if count <= 0 { throw .searchCountNotPositive }
      index += 1
    } else if left >= 1, !isSearch, !isReadOnly, isStore(arguments, start) {
      destination = index
      index += 1
    } else if isSearch {
      try takeSearchOption(arguments, start, left)
      index += searchOptionLength(arguments, start)
    } else {
      throw .syntax
    }
  }

  private mutating func takeFlag(_ arguments: Arguments, _ index: Int) -> Bool {
    if arguments.isOption(at: index, "withdist") {
      withDistance = true
    } else if arguments.isOption(at: index, "withhash") {
      withHash = true
    } else if arguments.isOption(at: index, "withcoord") {
      withCoordinates = true
    } else if arguments.isOption(at: index, "any") {
      any = true
    } else if arguments.isOption(at: index, "asc") {
      order = .nearestFirst
    } else if arguments.isOption(at: index, "desc") {
      order = .farthestFirst
    } else {
      return false
    }
    return true
  }

  private mutating func isStore(_ arguments: Arguments, _ index: Int) -> Bool {
    if arguments.isOption(at: index, "store") {
      storesDistances = false
    } else if arguments.isOption(at: index, "storedist") {
      storesDistances = true
    } else {
      return false
    }
    return true
  }

  /// Takes an option of GEOSEARCH or GEOSEARCHSTORE with `left` arguments behind it.
  private mutating func takeSearchOption(
    _ arguments: Arguments, _ index: Int, _ left: Int
  ) throws(CommandError) {
    if left >= 1, !fromPoint, arguments.isOption(at: index, "frommember") {
      if set != nil { try takeMember(arguments[index + 1]) }
      fromMember = true
    } else if left >= 2, !fromMember, arguments.isOption(at: index, "fromlonlat") {
      shape.center = try arguments.geoPoint(at: index + 1)
      fromPoint = true
    } else if left >= 2, !byBox, arguments.isOption(at: index, "byradius") {
      try takeRadius(arguments, index + 1)
      byRadius = true
    } else if left >= 3, !byRadius, arguments.isOption(at: index, "bybox") {
      try takeBox(arguments, index + 1)
      byBox = true
    } else if kind == .searchStore, arguments.isOption(at: index, "storedist") {
      storesDistances = true
    } else {
      throw .syntax
    }
  }

  /// Arguments behind the word of such an option.
  private func searchOptionLength(_ arguments: Arguments, _ index: Int) -> Int {
    if arguments.isOption(at: index, "frommember") { return 1 }
    if arguments.isOption(at: index, "bybox") { return 3 }
    return arguments.isOption(at: index, "storedist") ? 0 : 2
  }
}
