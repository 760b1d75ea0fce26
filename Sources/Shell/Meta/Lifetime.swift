extension MetaCommand {
  /// The commands that start and stop the engine, and let time pass.
  static let lifetime: [MetaCommand] = [
    MetaCommand(
      name: "start", summary: "start the engine on the data directory and show what it logs",
      details: """
        The configuration is redis.conf as it is now, then --set, then what :config has set. When the engine cannot
        start, its log and the error say why, and a script stops.
        """,
      example: """
        aofsh(stopped)> :start
        1:M 25 Sep 2023 15:42:48.000 * Creating AOF base file appendonly.aof.1.base.rdb on server start
        1:M 25 Sep 2023 15:42:48.000 * Creating AOF incr file appendonly.aof.1.incr.aof on server start
        1:M 25 Sep 2023 15:42:48.000 * Ready to accept connections
        """,
      run: { workbench, _ throws(MetaError) in try workbench.metaStart() }),
    MetaCommand(
      name: "stop", summary: "end the engine cleanly, as SHUTDOWN does, and show what it logs",
      details: "With save points a last dump.rdb is written. When that fails the engine goes on.",
      example: """
        aofsh> :stop
        1:M 25 Sep 2023 15:42:48.000 # User requested shutdown...
        1:M 25 Sep 2023 15:42:48.000 * Calling fsync() on the AOF file.
        1:M 25 Sep 2023 15:42:48.000 # Redis is now ready to exit, bye bye...
        """,
      run: { workbench, _ throws(MetaError) in try workbench.metaStop() }),
    MetaCommand(
      name: "restart", summary: ":stop, if an engine is running, and :start",
      example: "aofsh> :restart",
      run: { workbench, _ throws(MetaError) in
        if workbench.engine != nil { try workbench.metaStop() }
        try workbench.metaStart()
      }),
    MetaCommand(
      name: "rewrite", summary: "BGREWRITEAOF, wait for its end, show its log and what changed on disk",
      example: """
        aofsh> :rewrite
        ...
        removed  appendonlydir/appendonly.aof.1.base.rdb   89 bytes
        new      appendonlydir/appendonly.aof.2.base.rdb  114 bytes
        """,
      run: { workbench, _ throws(MetaError) in try workbench.metaRewrite() }),
    MetaCommand(
      name: "fsync", summary: "bring everything logged so far to the disk, whatever appendfsync says",
      example: """
        aofsh> :fsync
        2 commands, 54 bytes were brought to the disk
        """,
      run: { workbench, _ throws(MetaError) in try workbench.metaSync() }),
    MetaCommand(
      name: "clock", usage: "[real|virtual|advance DURATION]", summary: "show the clock, change it, or move it on",
      details: """
        The virtual clock moves only by :clock advance, by :sleep, and by what commands wait for, so that a run can be
        repeated exactly. While it is advanced, the engine does what it does ten times a second: fsyncs, expiry,
        rewrites. A DURATION is a number with us, ms, s, m, h or d, such as 100ms or 1.5s.
        """,
      example: """
        aofsh> :clock advance 1s
        virtual clock: 25 Sep 2023 15:42:49.000 UTC
        """,
      counts: 0...2, arguments: [.words(["real", "virtual", "advance"]), .none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaClock(arguments) }),
    MetaCommand(
      name: "sleep", usage: "DURATION", summary: "let time pass; the virtual clock is advanced at once",
      example: "aofsh> :sleep 1.5s", counts: 1...1, arguments: [.none],
      run: { workbench, arguments throws(MetaError) in try workbench.pass(arguments.words[0]) }),
  ]
}
