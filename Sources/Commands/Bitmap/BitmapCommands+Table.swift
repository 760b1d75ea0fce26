extension BitmapCommands {
  /// The bitmap group.
  static let table: [Command] = [
    Command(
      "bitcount", arity: -2, .readonly, keys: [.reads(1)], group: .bitmap, since: "2.6.0", complexity: "O(N)",
      summary: "Count set bits in a string",
      arguments: [
        .key("key"),
        .block(
          "index", .optional,
          [
            .integer("start"), .integer("end"),
            .oneOf("index_unit", .optional, since: "7.0.0", [.token("BYTE"), .token("BIT")]),
          ]),
      ], history: [.init("7.0.0", "Added the `BYTE|BIT` option.")], handler: .data(BitmapCommands.bitcount)),
    Command(
      "bitfield", arity: -2, [.write, .denyOOM],
      keys: [
        .changes(
          1, [.access, .update, .variableFlags], notes: "This command allows both access and modification of the key")
      ], group: .bitmap, since: "3.2.0", complexity: "O(1) for each subcommand specified",
      summary: "Perform arbitrary bitfield integer operations on strings",
      arguments: [
        .key("key"),
        .oneOf(
          "operation", [.optional, .multiple],
          [
            .block("encoding_offset", token: "GET", [.string("encoding"), .integer("offset")]),
            .block(
              "write",
              [
                .oneOf("wrap_sat_fail", token: "OVERFLOW", .optional, [.token("WRAP"), .token("SAT"), .token("FAIL")]),
                .oneOf(
                  "write_operation",
                  [
                    .block(
                      "encoding_offset_value", token: "SET",
                      [.string("encoding"), .integer("offset"), .integer("value")]),
                    .block(
                      "encoding_offset_increment", token: "INCRBY",
                      [.string("encoding"), .integer("offset"), .integer("increment")]),
                  ]),
              ]),
          ]),
      ], handler: .data(BitmapCommands.bitfield)),
    Command(
      "bitfield_ro", arity: -2, [.readonly, .fast], keys: [.reads(1)], group: .bitmap, since: "6.0.0",
      complexity: "O(1) for each subcommand specified",
      summary: "Perform arbitrary bitfield integer operations on strings. Read-only variant of BITFIELD",
      arguments: [
        .key("key"),
        .block(
          "encoding_offset", token: "GET", [.optional, .multiple, .multipleToken],
          [.string("encoding"), .integer("offset")]),
      ], handler: .data(BitmapCommands.bitfieldRo)),
    Command(
      "bitop", arity: -4, [.write, .denyOOM], keys: [.overwrites(2), .reads(3, through: -1)], group: .bitmap,
      since: "2.6.0", complexity: "O(N)", summary: "Perform bitwise operations between strings",
      arguments: [.string("operation"), .key("destkey"), .key("key", 1, .multiple)],
      handler: .data(BitmapCommands.bitop)),
    Command(
      "bitpos", arity: -3, .readonly, keys: [.reads(1)], group: .bitmap, since: "2.8.7", complexity: "O(N)",
      summary: "Find first bit set or clear in a string",
      arguments: [
        .key("key"), .integer("bit"),
        .block(
          "index", .optional,
          [
            .integer("start"),
            .block(
              "end_index", .optional,
              [.integer("end"), .oneOf("index_unit", .optional, since: "7.0.0", [.token("BYTE"), .token("BIT")])]),
          ]),
      ], history: [.init("7.0.0", "Added the `BYTE|BIT` option.")], handler: .data(BitmapCommands.bitpos)),
    Command(
      "getbit", arity: 3, [.readonly, .fast], keys: [.reads(1)], group: .bitmap, since: "2.2.0", complexity: "O(1)",
      summary: "Returns the bit value at offset in the string value stored at key",
      arguments: [.key("key"), .integer("offset")], handler: .data(BitmapCommands.getbit)),
    Command(
      "setbit", arity: 4, [.write, .denyOOM], keys: [.changes(1, [.access, .update])], group: .bitmap, since: "2.2.0",
      complexity: "O(1)", summary: "Sets or clears the bit at offset in the string value stored at key",
      arguments: [.key("key"), .integer("offset"), .integer("value")], handler: .data(BitmapCommands.setbit)),
  ]
}
