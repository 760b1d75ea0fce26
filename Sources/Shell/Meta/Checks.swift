extension MetaCommand {
  /// The commands that compare.
  static let checks: [MetaCommand] = [
    MetaCommand(
      name: "check", usage: "[--fix|--resync]",
      summary: "check the append-only files and dump.rdb, and repair the former",
      details: """
        Prints what redis-check-aof and redis-check-rdb print. Damage counts as an error: a script goes on, and ends
        with status 1. Repairs need a stopped engine; what they take out is kept beside, in files ….cut-<offset>.
        --fix     cut off everything behind the last sound command, in the last file
        --resync  take out only what is damaged, and keep whole commands and transactions behind it
        """,
      example: """
        aofsh(stopped)> :check --resync
        Start checking Multi Part AOF
        ...
        All AOF files and manifest are valid
        """,
      options: ["--fix": false, "--resync": false],
      run: { workbench, arguments throws(MetaError) in try workbench.metaCheck(arguments) }),
    MetaCommand(
      name: "mark", usage: "[NAME]", summary: "remember the data set by a name; without one, list the names",
      example: "aofsh> :mark before", counts: 0...1, arguments: [.mark],
      run: { workbench, arguments throws(MetaError) in try workbench.metaMark(arguments) }),
    MetaCommand(
      name: "diff", usage: "NAME", summary: "what has changed in the data set since :mark NAME",
      details: "+ a new key, - a key that is gone, ~ another value or another expiry",
      example: """
        aofsh> :diff before
        - c = "3"
        ~ a = "1", now "2"
        1 key is gone, 1 changed
        """,
      counts: 1...1, arguments: [.mark],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaDiff(arguments) }),
    MetaCommand(
      name: "expect", usage: "[--not] TEXT", summary: "fail unless the output of the last line holds TEXT",
      details: """
        In TEXT, [..] stands for any characters of a line. --not fails if the output does hold it.
        A failure counts as an error: a script goes on, and ends with status 1.
        """,
      example: """
        aofsh> GET a
        "1"
        aofsh> :expect 1
        """,
      options: ["--not": false], counts: 1...Int.max, arguments: [.none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaExpect(arguments) }),
    MetaCommand(
      name: "assert", usage: "COMMAND == VALUE", summary: "run a command and fail unless its reply is VALUE",
      details: """
        VALUE is the reply as raw output prints it, or as a terminal does, such as (nil). != wants any other, =~ one like
        a pattern with * and ?, and <, <=, >, >= compare numbers. COMMAND may be a $NAME alone.
        A failure counts as an error: a script goes on, and ends with status 1.
        """,
      example: "aofsh> :assert GET a == 1", counts: 2...Int.max, arguments: [.command],
      run: { workbench, arguments throws(MetaError) in try workbench.metaAssert(arguments) }),
  ]
}
