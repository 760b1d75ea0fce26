extension Scenario {
  /// Writes and fsyncs that fail.
  static let writes = [
    Scenario(
      "rewrite-with-pending-buffer", title: "a rewrite begins while the disk is full",
      redis: """
        starts the rewrite although the last write is still in its buffer. The snapshot holds that write, and so does
        the new file, into which the buffer goes when there is room again: after a restart the counter is 3 and not 2.
        """,
      own: "writes the buffer to the old file first; as long as that fails, it refuses to rewrite.",
      reason: "base and incremental file must meet at one point of time, or commands in between count twice.",
      directives: [("appendonly", "yes"), ("appendfsync", "everysec")],
      script: """
        SET counter 1
        :fault enospc 0
        # The write fails; the reply has been promised by then, so the command waits in the buffer.
        INCR counter
        :buffers
        ! BGREWRITEAOF
        :log 2
        :fault off
        :sleep 1s
        BGREWRITEAOF
        :sleep 1s
        GET counter
        :crash
        :start
        GET counter
        """),
    Scenario(
      "disk-full", title: "the disk is full for a while",
      redis: """
        under everysec and no it acknowledges the command whose write failed, then refuses writes and PING until the
        write succeeds; a kill before that takes the command. Under always it exits.
        """,
      own: "the same, to the letter.",
      reason: """
        an engine that refuses writes can go on serving reads, and loses nothing as long as it lives; under always it
        has no right to go on.
        """,
      directives: [("appendonly", "yes"), ("appendfsync", "everysec")],
      script: """
        :fault enospc 100
        SET a 1
        SET b 2
        # There is room for 23 bytes of the next 27. What was written of them is cut off again.
        SET c 3
        :log 1
        ! SET d 4
        ! PING
        GET c
        :ops 3
        :fault off
        :sleep 100ms
        :log 1
        SET d 4
        :crash
        :start
        MGET a b c d
        # Under always the engine ends, and nothing is acknowledged that is not on the disk.
        :config appendfsync always
        :fault enospc 10
        ! SET e 5
        :fault off
        :start
        MGET a b c d e
        """),
    Scenario(
      "fsync-error", title: "an fsync fails, and Linux forgets what it should have written",
      redis: """
        under everysec it refuses writes from then on, and does so even when the disk works again, until
        CONFIG SET appendonly no and yes. Under always it exits.
        """,
      own: """
        notes which bytes are in doubt, so that a start behind a kill knows, writes them again and fsyncs them, and then
        goes on; if it no longer has them, it stops.
        """,
      reason: """
        after a failed fsync Linux marks the pages clean: the next fsync succeeds and proves nothing. Only writing them
        again does.
        """,
      directives: [("appendonly", "yes"), ("appendfsync", "everysec")],
      script: """
        SET a 1
        :fault fsync-eio
        :sleep 2s
        ! SET b 2
        :ops 2
        :cat --raw appendonlydir/appendonly.aof.doubt
        :log 2
        :fault off
        :sleep 1s
        :log 1
        :ops 2
        SET b 2
        :sleep 2s
        :crash power
        :start
        MGET a b
        """),
  ]
}
