extension Scenario {
  /// Starts that find something else than expected.
  static let starts = [
    Scenario(
      "enabling-aof", title: "a kill right after CONFIG SET appendonly yes",
      redis: """
        says OK at once. Until the first rewrite has ended, commands go to a file that no start reads: a kill takes all
        of them, under appendfsync always too, and the next start with appendonly yes is empty.
        """,
      own: "says OK when the first base is on the disk.",
      reason: "OK must mean that it is on.",
      directives: [("appendonly", "no"), ("appendfsync", "always")],
      script: """
        SET a 1
        CONFIG SET appendonly yes
        SET b 2
        :crash power
        ---
        :config appendonly yes
        :start
        MGET a b
        """),
    Scenario(
      "missing-manifest", title: "the manifest is gone, its files are there",
      redis: """
        starts empty without a word and overwrites the base with an empty one; the old incremental file it goes on
        writing to. The next start replays that, so that old keys come back beside the new ones.
        """,
      own: "starts empty too, but says so, and gives the old files other names before it makes new ones.",
      reason: "a file that nothing lists may be all that is left of a data set.",
      directives: [("appendonly", "yes"), ("appendfsync", "always")],
      script: """
        SET old 1
        :stop
        :rm appendonlydir/appendonly.aof.manifest
        ---
        :start
        DBSIZE
        SET new 2
        :restart
        MGET old new
        :ls
        """),
    Scenario(
      "dump-rdb-trap", title: "appendonly yes beside a dump.rdb",
      redis: """
        starts empty without a warning, because with appendonly yes it never reads dump.rdb. With save points it
        overwrites dump.rdb with the empty data set when it stops.
        """,
      own: "starts empty too, warns, names the way out, and does not overwrite that dump.rdb unasked.",
      reason: "to start with appendonly yes is what people do who want their data to be safer.",
      directives: [("appendonly", "no"), ("save", "3600 1")],
      script: """
        SET precious 1
        SAVE
        :stop
        :config appendonly yes
        ---
        :start
        DBSIZE
        SET other 2
        :stop
        :ls -l
        # The way out: load it with appendonly no, and switch the append-only file on in the running engine.
        :rm -r appendonlydir
        :config appendonly no
        :start
        CONFIG SET appendonly yes
        GET precious
        """),
  ]
}
