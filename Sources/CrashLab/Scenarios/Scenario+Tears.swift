extension Scenario {
  /// Files that end too early, or in something else.
  static let tears = [
    Scenario(
      "torn-multi", title: "a power cut tears a transaction",
      redis: """
        cuts off the torn command only, and leaves MULTI and what was queued behind it in the file. All that is written
        afterwards stands inside of that transaction. The next start finds no EXEC, cuts before MULTI, and every write
        acknowledged in between is gone, under appendfsync always too.
        """,
      own: "cuts before MULTI at once, keeps what it cut in a file beside it, and loses nothing later.",
      reason: "what follows a cut is only as safe as the place of the cut: it must lie between units, not in one.",
      directives: [("appendonly", "yes"), ("appendfsync", "no")],
      script: """
        # A transaction is written, and the power fails before its last bytes are on the disk.
        SET a 1
        MULTI
        SET b 2
        SET c 3
        EXEC
        :crash power --torn 129
        ---
        # From now on every write is fsynced before it is acknowledged.
        :config appendfsync always
        :start
        SET acknowledged 1
        :crash power
        :start
        MGET a b c acknowledged
        """),
    Scenario(
      "torn-annotation", title: "a power cut tears the time before a command",
      redis: """
        takes the torn #TS: line for a comment and leaves it without its end. When it starts with
        aof-timestamp-enabled no, the next command is written behind it in the same line, and the start after that
        refuses the file as badly formatted. The acknowledged write is there, but cannot be loaded.
        """,
      own: "cuts before the #, and keeps what it cut.",
      reason: "a comment without its end takes the beginning of what is written next into itself.",
      directives: [("appendonly", "yes"), ("appendfsync", "no"), ("aof-timestamp-enabled", "yes")],
      script: """
        SET a 1
        :sleep 2s
        SET b 2
        # The power fails when the file ends with the first nine bytes of #TS:1695656570.
        :crash power --torn 75
        ---
        :config aof-timestamp-enabled no
        :config appendfsync always
        :start
        SET acknowledged 1
        :crash power
        :start
        MGET a b acknowledged
        """),
    Scenario(
      "torn-middle-file", title: "a file ends too early that is not the last",
      redis: """
        refuses to start, but has cut the file before it does. The second start, perhaps a supervisor's a second later,
        finds nothing wrong: the write in the middle is gone without a word, and what came after it is there.
        """,
      own: "refuses, leaves the file as it is, and refuses again.",
      reason: "later files were written on top of what is missing; only a person can say whether they are worth more.",
      directives: [("appendonly", "yes"), ("appendfsync", "always")],
      script: """
        SET a 1
        SET b 2
        # A rewrite begins a second file, and a kill ends it: the manifest lists both.
        BGREWRITEAOF
        SET c 3
        :crash
        :cat manifest
        # The end of the first file is lost, which can happen to a copy.
        :truncate appendonlydir/appendonly.aof.1.incr.aof -5
        ---
        ! :start
        ! :start
        # Whoever knows that c does not depend on b can cut the file by hand, before the torn command.
        :truncate appendonlydir/appendonly.aof.1.incr.aof 50
        :start
        MGET a b c
        """),
    Scenario(
      "zero-filled-tail", title: "a power cut leaves zeroes at the end of a file",
      redis: "refuses to start: the file is badly formatted. redis-check-aof --fix cuts it.",
      own: """
        refuses as well, unless aof-load-corrupt-tail-max-size (a directive of later versions) allows so many bytes;
        then it cuts the zeroes off as it does a torn command, and keeps them.
        """,
      reason: """
        a file may have grown before its bytes were written. Zeroes look like damage of any kind, so that it is for a
        person to say that they may go.
        """,
      directives: [("appendonly", "yes"), ("appendfsync", "no")],
      script: """
        SET a 1
        :fsync
        SET b 2
        :crash power --hole
        ---
        ! :start
        :config aof-load-corrupt-tail-max-size 1kb
        :start
        MGET a b
        :ls -l
        """),
  ]
}
