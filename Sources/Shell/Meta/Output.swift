extension MetaCommand {
  /// The commands that say where output goes.
  static let output: [MetaCommand] = [
    MetaCommand(
      name: "once", usage: "FILE|\"| COMMAND\"",
      summary: "send the output of the next line to a file or a system command",
      details: "FILE is relative to the directory that aofsh was started in, and is replaced if it is there.",
      example: """
        aofsh> :once "| wc -l"
        aofsh> INFO persistence
        34
        """,
      counts: 1...Int.max, arguments: [.script],
      run: { workbench, arguments throws(MetaError) in try workbench.redirect(to: arguments.words, isOnce: true) }),
    MetaCommand(
      name: "output", usage: "[FILE|\"| COMMAND\"|off]",
      summary: "send all output to a file or a system command until off",
      details: """
        FILE is relative to the directory that aofsh was started in, and is replaced if it is there. A system command
        gets all that was printed when this ends.
        """,
      example: """
        aofsh> :output keys.txt
        aofsh> KEYS *
        aofsh> :output off
        """,
      counts: 0...Int.max, arguments: [.script],
      run: { workbench, arguments throws(MetaError) in try workbench.metaOutput(arguments) }),
    MetaCommand(
      name: "timing", usage: "[on|off]", summary: "say whether the time that a command took follows its reply",
      details: "The same as :set timing.",
      example: """
        aofsh> :timing on
        timing on
        aofsh> PING
        PONG
        (0.000 ms)
        """,
      counts: 0...1, arguments: [.words(["on", "off"])],
      run: { workbench, arguments throws(MetaError) in
        try workbench.metaSet(MetaArguments(words: [Array("timing".utf8)] + arguments.words))
      }),
    MetaCommand(
      name: "watch", usage: "DURATION LINE", summary: "run a line again and again on a cleared screen, until Ctrl-C",
      details: "At a terminal only; in scripts there is :repeat.",
      example: "aofsh> :watch 1s :buffers", counts: 2...Int.max, arguments: [.none, .command],
      run: { workbench, arguments throws(MetaError) in try workbench.metaWatch(arguments) }),
  ]

  /// The commands that make programs of lines.
  static let programming: [MetaCommand] = [
    MetaCommand(
      name: "let", usage: "[NAME = COMMAND]",
      summary: "keep the reply of a command by a name; without one, list the names",
      details: """
        In lines that follow, a word $NAME stands for the reply as raw output prints it, and ${NAME} does within a word.
        $_ is the last reply. In single quotes nothing is replaced. ECHO makes a name of any text.
        """,
      example: """
        aofsh> :let size = DBSIZE
        aofsh> SET "size:${size}" $size
        OK
        """,
      counts: 0...Int.max, arguments: [.none, .none, .command],
      run: { workbench, arguments throws(MetaError) in try workbench.metaLet(arguments) }),
    MetaCommand(
      name: "repeat", usage: "N [LINE]", summary: "run a line, or the lines up to :end, N times",
      details: "$_ and names that :let sets change from round to round. Blocks may hold blocks.",
      example: """
        aofsh> :repeat 3
        ...> INCR counter
        ...> :end
        (integer) 1
        (integer) 2
        (integer) 3
        """,
      counts: 1...Int.max, arguments: [.none, .command],
      run: { workbench, arguments throws(MetaError) in try workbench.metaRepeat(arguments) }),
    MetaCommand(
      name: "if", usage: "COMMAND == VALUE", summary: "run the lines up to :end if a reply is VALUE",
      details: "The comparisons are those of :assert.",
      example: """
        aofsh> :if EXISTS counter == 0
        ...> SET counter 1
        ...> :end
        OK
        """,
      counts: 2...Int.max, arguments: [.command],
      run: { _, _ throws(MetaError) in
        throw MetaError("an :if compares, and stands before lines that :end closes, such as: :if EXISTS counter == 0")
      }),
    MetaCommand(
      name: "end", summary: "the end of a :repeat or an :if", example: "...> :end",
      run: { _, _ throws(MetaError) in throw MetaError("no :repeat and no :if is open here") }),
  ]
}
