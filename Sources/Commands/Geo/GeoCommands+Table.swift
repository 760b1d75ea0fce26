extension GeoCommands {
  /// The commands on places.
  static let table: [Command] = [
    Command(
      "geoadd", arity: -5, [.write, .denyOOM], keys: [.changes(1, .update)], group: .geo, since: "3.2.0",
      complexity: "O(log(N)) for each item added, where N is the number of elements in the sorted set.",
      summary: "Add one or more geospatial items in the geospatial index represented using a sorted set",
      arguments: [
        .key("key"), .oneOf("condition", .optional, since: "6.2.0", [.token("NX"), .token("XX")]),
        .token("CH", name: "change", .optional, since: "6.2.0"),
        .block("longitude_latitude_member", .multiple, [.double("longitude"), .double("latitude"), .string("member")]),
      ], history: [.init("6.2.0", "Added the `CH`, `NX` and `XX` options.")], handler: .data(GeoCommands.geoadd)),
    Command(
      "geodist", arity: -4, .readonly, keys: [.reads(1)], group: .geo, since: "3.2.0", complexity: "O(log(N))",
      summary: "Returns the distance between two members of a geospatial index",
      arguments: [
        .key("key"), .string("member1"), .string("member2"),
        .oneOf("unit", .optional, [.token("M"), .token("KM"), .token("FT"), .token("MI")]),
      ], handler: .data(GeoCommands.geodist)),
    Command(
      "geohash", arity: -2, .readonly, keys: [.reads(1)], group: .geo, since: "3.2.0",
      complexity: "O(log(N)) for each member requested, where N is the number of elements in the sorted set.",
      summary: "Returns members of a geospatial index as standard geohash strings",
      arguments: [.key("key"), .string("member", .multiple)], handler: .data(GeoCommands.geohash)),
    Command(
      "geopos", arity: -2, .readonly, keys: [.reads(1)], group: .geo, since: "3.2.0",
      complexity: "O(N) where N is the number of members requested.",
      summary: "Returns longitude and latitude of members of a geospatial index",
      arguments: [.key("key"), .string("member", .multiple)], handler: .data(GeoCommands.geopos)),
    Command(
      "georadius", arity: -6, [.write, .denyOOM, .movableKeys],
      keys: [
        .reads(1),
        KeySpecification(
          start: .keyword("STORE", from: 6), extent: .range(last: 0, step: 1, limit: 0), flags: [.overwrite, .update]),
        KeySpecification(
          start: .keyword("STOREDIST", from: 6), extent: .range(last: 0, step: 1, limit: 0),
          flags: [.overwrite, .update]),
      ], group: .geo, since: "3.2.0",
      complexity: """
        O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited \
        by center and radius and M is the number of items inside the index.
        """,
      summary: """
        Query a sorted set representing a geospatial index to fetch members matching a given maximum \
        distance from a point
        """,
      arguments: [
        .key("key"), .double("longitude"), .double("latitude"), .double("radius"),
        .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]), .token("WITHCOORD", .optional),
        .token("WITHDIST", .optional), .token("WITHHASH", .optional),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional, since: "6.2.0")]),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]), .key("STORE", "key", .optional, specification: 1),
        .key("STOREDIST", "key", .optional, specification: 2),
      ],
      history: [
        .init("6.2.0", "Added the `ANY` option for `COUNT`."),
        .init("7.0.0", "Added support for uppercase unit names."),
      ],
      deprecation: .init(since: "6.2.0", replacement: "`GEOSEARCH` and `GEOSEARCHSTORE` with the `BYRADIUS` argument"),
      handler: .data(GeoCommands.georadius)),
    Command(
      "georadius_ro", arity: -6, .readonly, keys: [.reads(1)], group: .geo, since: "3.2.10",
      complexity: """
        O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited \
        by center and radius and M is the number of items inside the index.
        """, summary: "A read-only variant for GEORADIUS",
      arguments: [
        .key("key"), .double("longitude"), .double("latitude"), .double("radius"),
        .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]), .token("WITHCOORD", .optional),
        .token("WITHDIST", .optional), .token("WITHHASH", .optional),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional, since: "6.2.0")]),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]),
      ], history: [.init("6.2.0", "Added the `ANY` option for `COUNT`.")],
      deprecation: .init(since: "6.2.0", replacement: "`GEOSEARCH` with the `BYRADIUS` argument"),
      handler: .data(GeoCommands.georadiusRo)),
    Command(
      "georadiusbymember", arity: -5, [.write, .denyOOM, .movableKeys],
      keys: [
        .reads(1),
        KeySpecification(
          start: .keyword("STORE", from: 5), extent: .range(last: 0, step: 1, limit: 0), flags: [.overwrite, .update]),
        KeySpecification(
          start: .keyword("STOREDIST", from: 5), extent: .range(last: 0, step: 1, limit: 0),
          flags: [.overwrite, .update]),
      ], group: .geo, since: "3.2.0",
      complexity: """
        O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited \
        by center and radius and M is the number of items inside the index.
        """,
      summary: """
        Query a sorted set representing a geospatial index to fetch members matching a given maximum \
        distance from a member
        """,
      arguments: [
        .key("key"), .string("member"), .double("radius"),
        .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]), .token("WITHCOORD", .optional),
        .token("WITHDIST", .optional), .token("WITHHASH", .optional),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional)]),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]), .key("STORE", "key", .optional, specification: 1),
        .key("STOREDIST", "key", .optional, specification: 2),
      ], history: [.init("7.0.0", "Added support for uppercase unit names.")],
      deprecation: .init(
        since: "6.2.0", replacement: "`GEOSEARCH` and `GEOSEARCHSTORE` with the `BYRADIUS` and `FROMMEMBER` arguments"),
      handler: .data(GeoCommands.georadiusbymember)),
    Command(
      "georadiusbymember_ro", arity: -5, .readonly, keys: [.reads(1)], group: .geo, since: "3.2.10",
      complexity: """
        O(N+log(M)) where N is the number of elements inside the bounding box of the circular area delimited \
        by center and radius and M is the number of items inside the index.
        """, summary: "A read-only variant for GEORADIUSBYMEMBER",
      arguments: [
        .key("key"), .string("member"), .double("radius"),
        .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]), .token("WITHCOORD", .optional),
        .token("WITHDIST", .optional), .token("WITHHASH", .optional),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional)]),
        .oneOf("order", .optional, [.token("ASC"), .token("DESC")]),
      ], deprecation: .init(since: "6.2.0", replacement: "`GEOSEARCH` with the `BYRADIUS` and `FROMMEMBER` arguments"),
      handler: .data(GeoCommands.georadiusbymemberRo)),
    Command(
      "geosearch", arity: -7, .readonly, keys: [.reads(1)], group: .geo, since: "6.2.0",
      complexity: """
        O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape \
        provided as the filter and M is the number of items inside the shape
        """,
      summary: """
        Query a sorted set representing a geospatial index to fetch members inside an area of a box or a \
        circle.
        """,
      arguments: [
        .key("key"),
        .oneOf(
          "from",
          [
            .string("FROMMEMBER", "member"),
            .block("longitude_latitude", token: "FROMLONLAT", [.double("longitude"), .double("latitude")]),
          ]),
        .oneOf(
          "by",
          [
            .block(
              "circle",
              [.double("BYRADIUS", "radius"), .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")])]),
            .block(
              "box",
              [
                .double("BYBOX", "width"), .double("height"),
                .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]),
              ]),
          ]), .oneOf("order", .optional, [.token("ASC"), .token("DESC")]),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional)]),
        .token("WITHCOORD", .optional), .token("WITHDIST", .optional), .token("WITHHASH", .optional),
      ], history: [.init("7.0.0", "Added support for uppercase unit names.")], handler: .data(GeoCommands.geosearch)),
    Command(
      "geosearchstore", arity: -8, [.write, .denyOOM], keys: [.overwrites(1), .reads(2)], group: .geo, since: "6.2.0",
      complexity: """
        O(N+log(M)) where N is the number of elements in the grid-aligned bounding box area around the shape \
        provided as the filter and M is the number of items inside the shape
        """,
      summary: """
        Query a sorted set representing a geospatial index to fetch members inside an area of a box or a \
        circle, and store the result in another key.
        """,
      arguments: [
        .key("destination"), .key("source", 1),
        .oneOf(
          "from",
          [
            .string("FROMMEMBER", "member"),
            .block("longitude_latitude", token: "FROMLONLAT", [.double("longitude"), .double("latitude")]),
          ]),
        .oneOf(
          "by",
          [
            .block(
              "circle",
              [.double("BYRADIUS", "radius"), .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")])]),
            .block(
              "box",
              [
                .double("BYBOX", "width"), .double("height"),
                .oneOf("unit", [.token("M"), .token("KM"), .token("FT"), .token("MI")]),
              ]),
          ]), .oneOf("order", .optional, [.token("ASC"), .token("DESC")]),
        .block("count", .optional, [.integer("COUNT", "count"), .token("ANY", .optional)]),
        .token("STOREDIST", .optional),
      ], history: [.init("7.0.0", "Added support for uppercase unit names.")],
      handler: .data(GeoCommands.geosearchstore)),
  ]
}
