extension MetaCommand {
  /// The commands about the session itself.
  static let sessions: [MetaCommand] = [
    MetaCommand(
      name: "source", usage: "FILE", summary: "run a script, a transcript or a stream of requests",
      details: """
        FILE is relative to the script that this line stands in; at the prompt, to the directory that aofsh was started
        in. Scripts may run scripts, 16 deep.
        """,
      example: "aofsh> :source walkthrough.aofsh", counts: 1...1, arguments: [.script],
      run: { workbench, arguments throws(MetaError) in try workbench.metaSource(arguments) }),
    MetaCommand(
      name: "record", usage: "FILE|off", summary: "keep this session as a transcript, or end that",
      details: """
        FILE is relative to the directory that aofsh was started in, and must not exist. Lines with passwords are left
        out. aofsh test FILE runs the transcript again, on a scratch directory, and compares. What is another thing each
        time is kept as [..] or ...: times, numbers of processes, what commands such as TIME and INFO say. A few keys
        that are there already are kept as commands; begin the session with :record to have everything.
        """,
      example: "aofsh> :record session.md", counts: 0...1, arguments: [.words(["off"])],
      run: { workbench, arguments throws(MetaError) in try workbench.metaRecord(arguments) }),
    MetaCommand(
      name: "session", usage: "[NAME]", summary: "type for another client of the engine, or list them",
      details: """
        The first one is called main; a NAME that is new makes a client. One that waits, as BLPOP does, goes on waiting
        while others type; its reply is shown when it comes. With one client alone, the shell waits.
        """,
      example: "aofsh> :session other", counts: 0...1, arguments: [.none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaSession(arguments) }),
    MetaCommand(
      name: "serve", usage: "[PORT]", summary: "let clients of this machine use the engine, until Ctrl-C",
      details: """
        redis-cli -p PORT and every other client see the data of this shell, which goes on afterwards. Without PORT it
        is the directive port. aofsh serve is a server that stays.
        """,
      example: "aofsh> :serve 6379\nserving on 127.0.0.1:6379; Ctrl-C or SHUTDOWN ends that", counts: 0...1,
      arguments: [.none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaServe(arguments) }),
    MetaCommand(
      name: "help", usage: "[NAME]", summary: "this list, or one of its commands, or a Redis command, in full",
      example: "aofsh> :help crash", counts: 0...Int.max, arguments: [.metaCommand],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaHelp(arguments) }),
    MetaCommand(
      name: "quit", usage: "[STATUS]", summary: "leave the shell, with an exit status",
      details: """
        The engine is ended as :stop does. Without STATUS a script ends with 0 when all went well, 1 after an error
        reply or a failed check.
        """,
      example: "aofsh> :quit", counts: 0...1, arguments: [.none], run: { _, _ in }),
  ]
}
