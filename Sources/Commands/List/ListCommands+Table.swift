extension ListCommands {
  /// The commands of the list group.
  static let table: [Command] = [
    Command(
      "blmove", arity: 6, [.write, .denyOOM, .noScript, .blocking],
      keys: [.changes(1, [.access, .delete]), .changes(2, .insert)], group: .list, since: "6.2.0", complexity: "O(1)",
      summary: """
        Pop an element from a list, push it to another list and return it; or block until one is available
        """,
      arguments: [
        .key("source"), .key("destination", 1), .oneOf("wherefrom", [.token("LEFT"), .token("RIGHT")]),
        .oneOf("whereto", [.token("LEFT"), .token("RIGHT")]), .double("timeout"),
      ], handler: .data(ListCommands.blmove)),
    Command(
      "blmpop", arity: -5, [.write, .blocking, .movableKeys],
      keys: [
        KeySpecification(
          start: .index(2), extent: .counted(count: 2, first: 3, step: 1), flags: [.readWrite, .access, .delete])
      ], group: .list, since: "7.0.0",
      complexity: "O(N+M) where N is the number of provided keys and M is the number of elements returned.",
      summary: "Pop elements from a list, or block until one is available",
      arguments: [
        .double("timeout"), .integer("numkeys"), .key("key", .multiple),
        .oneOf("where", [.token("LEFT"), .token("RIGHT")]), .integer("COUNT", "count", .optional),
      ], handler: .data(ListCommands.blmpop)),
    Command(
      "blpop", arity: -3, [.write, .noScript, .blocking],
      keys: [
        KeySpecification(
          start: .index(1), extent: .range(last: -2, step: 1, limit: 0), flags: [.readWrite, .access, .delete])
      ], group: .list, since: "2.0.0", complexity: "O(N) where N is the number of provided keys.",
      summary: "Remove and get the first element in a list, or block until one is available",
      arguments: [.key("key", .multiple), .double("timeout")],
      history: [.init("6.0.0", "`timeout` is interpreted as a double instead of an integer.")],
      handler: .data(ListCommands.blpop)),
    Command(
      "brpop", arity: -3, [.write, .noScript, .blocking],
      keys: [
        KeySpecification(
          start: .index(1), extent: .range(last: -2, step: 1, limit: 0), flags: [.readWrite, .access, .delete])
      ], group: .list, since: "2.0.0", complexity: "O(N) where N is the number of provided keys.",
      summary: "Remove and get the last element in a list, or block until one is available",
      arguments: [.key("key", .multiple), .double("timeout")],
      history: [.init("6.0.0", "`timeout` is interpreted as a double instead of an integer.")],
      handler: .data(ListCommands.brpop)),
    Command(
      "brpoplpush", arity: 4, [.write, .denyOOM, .noScript, .blocking],
      keys: [.changes(1, [.access, .delete]), .changes(2, .insert)], group: .list, since: "2.2.0", complexity: "O(1)",
      summary: """
        Pop an element from a list, push it to another list and return it; or block until one is available
        """, arguments: [.key("source"), .key("destination", 1), .double("timeout")],
      history: [.init("6.0.0", "`timeout` is interpreted as a double instead of an integer.")],
      deprecation: .init(since: "6.2.0", replacement: "`BLMOVE` with the `RIGHT` and `LEFT` arguments"),
      handler: .data(ListCommands.brpoplpush)),
    Command(
      "lindex", arity: 3, .readonly, keys: [.reads(1)], group: .list, since: "1.0.0",
      complexity: """
        O(N) where N is the number of elements to traverse to get to the element at index. This makes asking \
        for the first or the last element of the list O(1).
        """, summary: "Get an element from a list by its index", arguments: [.key("key"), .integer("index")],
      handler: .data(ListCommands.lindex)),
    Command(
      "linsert", arity: 5, [.write, .denyOOM], keys: [.changes(1, .insert)], group: .list, since: "2.2.0",
      complexity: """
        O(N) where N is the number of elements to traverse before seeing the value pivot. This means that \
        inserting somewhere on the left end on the list (head) can be considered O(1) and inserting \
        somewhere on the right end (tail) is O(N).
        """, summary: "Insert an element before or after another element in a list",
      arguments: [
        .key("key"), .oneOf("where", [.token("BEFORE"), .token("AFTER")]), .string("pivot"), .string("element"),
      ], handler: .data(ListCommands.linsert)),
    Command(
      "llen", arity: 2, [.readonly, .fast], keys: [.inspects(1)], group: .list, since: "1.0.0", complexity: "O(1)",
      summary: "Get the length of a list", arguments: [.key("key")], handler: .data(ListCommands.llen)),
    Command(
      "lmove", arity: 5, [.write, .denyOOM], keys: [.changes(1, [.access, .delete]), .changes(2, .insert)],
      group: .list, since: "6.2.0", complexity: "O(1)",
      summary: "Pop an element from a list, push it to another list and return it",
      arguments: [
        .key("source"), .key("destination", 1), .oneOf("wherefrom", [.token("LEFT"), .token("RIGHT")]),
        .oneOf("whereto", [.token("LEFT"), .token("RIGHT")]),
      ], handler: .data(ListCommands.lmove)),
    Command(
      "lmpop", arity: -4, [.write, .movableKeys],
      keys: [
        KeySpecification(
          start: .index(1), extent: .counted(count: 1, first: 2, step: 1), flags: [.readWrite, .access, .delete])
      ], group: .list, since: "7.0.0",
      complexity: "O(N+M) where N is the number of provided keys and M is the number of elements returned.",
      summary: "Pop elements from a list",
      arguments: [
        .integer("numkeys"), .key("key", .multiple), .oneOf("where", [.token("LEFT"), .token("RIGHT")]),
        .integer("COUNT", "count", .optional),
      ], handler: .data(ListCommands.lmpop)),
    Command(
      "lpop", arity: -2, [.write, .fast], keys: [.changes(1, [.access, .delete])], group: .list, since: "1.0.0",
      complexity: "O(N) where N is the number of elements returned",
      summary: "Remove and get the first elements in a list",
      arguments: [.key("key"), .integer("count", .optional, since: "6.2.0")],
      history: [.init("6.2.0", "Added the `count` argument.")], handler: .data(ListCommands.lpop)),
    Command(
      "lpos", arity: -3, .readonly, keys: [.reads(1)], group: .list, since: "6.0.6",
      complexity: """
        O(N) where N is the number of elements in the list, for the average case. When searching for \
        elements near the head or the tail of the list, or when the MAXLEN option is provided, the command \
        may run in constant time.
        """, summary: "Return the index of matching elements on a list",
      arguments: [
        .key("key"), .string("element"), .integer("RANK", "rank", .optional),
        .integer("COUNT", "num-matches", .optional), .integer("MAXLEN", "len", .optional),
      ], handler: .data(ListCommands.lpos)),
    Command(
      "lpush", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .list, since: "1.0.0",
      complexity: """
        O(1) for each element added, so O(N) to add N elements when the command is called with multiple \
        arguments.
        """, summary: "Prepend one or multiple elements to a list",
      arguments: [.key("key"), .string("element", .multiple)],
      history: [.init("2.4.0", "Accepts multiple `element` arguments.")], handler: .data(ListCommands.lpush)),
    Command(
      "lpushx", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .list, since: "2.2.0",
      complexity: """
        O(1) for each element added, so O(N) to add N elements when the command is called with multiple \
        arguments.
        """, summary: "Prepend an element to a list, only if the list exists",
      arguments: [.key("key"), .string("element", .multiple)],
      history: [.init("4.0.0", "Accepts multiple `element` arguments.")], handler: .data(ListCommands.lpushx)),
    Command(
      "lrange", arity: 4, .readonly, keys: [.reads(1)], group: .list, since: "1.0.0",
      complexity: """
        O(S+N) where S is the distance of start offset from HEAD for small lists, from nearest end (HEAD or \
        TAIL) for large lists; and N is the number of elements in the specified range.
        """, summary: "Get a range of elements from a list",
      arguments: [.key("key"), .integer("start"), .integer("stop")], handler: .data(ListCommands.lrange)),
    Command(
      "lrem", arity: 4, .write, keys: [.changes(1, .delete)], group: .list, since: "1.0.0",
      complexity: "O(N+M) where N is the length of the list and M is the number of elements removed.",
      summary: "Remove elements from a list", arguments: [.key("key"), .integer("count"), .string("element")],
      handler: .data(ListCommands.lrem)),
    Command(
      "lset", arity: 4, [.write, .denyOOM], keys: [.changes(1, .update)], group: .list, since: "1.0.0",
      complexity: """
        O(N) where N is the length of the list. Setting either the first or the last element of the list is \
        O(1).
        """, summary: "Set the value of an element in a list by its index",
      arguments: [.key("key"), .integer("index"), .string("element")], handler: .data(ListCommands.lset)),
    Command(
      "ltrim", arity: 4, .write, keys: [.changes(1, .delete)], group: .list, since: "1.0.0",
      complexity: "O(N) where N is the number of elements to be removed by the operation.",
      summary: "Trim a list to the specified range", arguments: [.key("key"), .integer("start"), .integer("stop")],
      handler: .data(ListCommands.ltrim)),
    Command(
      "rpop", arity: -2, [.write, .fast], keys: [.changes(1, [.access, .delete])], group: .list, since: "1.0.0",
      complexity: "O(N) where N is the number of elements returned",
      summary: "Remove and get the last elements in a list",
      arguments: [.key("key"), .integer("count", .optional, since: "6.2.0")],
      history: [.init("6.2.0", "Added the `count` argument.")], handler: .data(ListCommands.rpop)),
    Command(
      "rpoplpush", arity: 3, [.write, .denyOOM], keys: [.changes(1, [.access, .delete]), .changes(2, .insert)],
      group: .list, since: "1.2.0", complexity: "O(1)",
      summary: "Remove the last element in a list, prepend it to another list and return it",
      arguments: [.key("source"), .key("destination", 1)],
      deprecation: .init(since: "6.2.0", replacement: "`LMOVE` with the `RIGHT` and `LEFT` arguments"),
      handler: .data(ListCommands.rpoplpush)),
    Command(
      "rpush", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .list, since: "1.0.0",
      complexity: """
        O(1) for each element added, so O(N) to add N elements when the command is called with multiple \
        arguments.
        """, summary: "Append one or multiple elements to a list",
      arguments: [.key("key"), .string("element", .multiple)],
      history: [.init("2.4.0", "Accepts multiple `element` arguments.")], handler: .data(ListCommands.rpush)),
    Command(
      "rpushx", arity: -3, [.write, .denyOOM, .fast], keys: [.changes(1, .insert)], group: .list, since: "2.2.0",
      complexity: """
        O(1) for each element added, so O(N) to add N elements when the command is called with multiple \
        arguments.
        """, summary: "Append an element to a list, only if the list exists",
      arguments: [.key("key"), .string("element", .multiple)],
      history: [.init("4.0.0", "Accepts multiple `element` arguments.")], handler: .data(ListCommands.rpushx)),
  ]
}
