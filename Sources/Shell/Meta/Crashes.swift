import CrashLab

extension MetaCommand {
  /// The commands that crash the engine and let the disk fail.
  static let crashes: [MetaCommand] = [
    MetaCommand(
      name: "crash",
      usage: "[kill|power] [--torn BYTES] [--hole] [--reorder] [--lost-entries] [--seed N] [--at N] | scenario NAME",
      summary: "end the engine as kill -9 or a power cut does, and say what was lost",
      details: crashDetails,
      example: """
        aofsh> :crash power
        power cut: acknowledged 5, survived 3; lost: SET c 3, SET d 4
        aofsh> :crash scenario torn-multi
        """,
      options: [
        "--torn": true, "--seed": true, "--at": true, "--hole": false, "--reorder": false, "--lost-entries": false,
      ],
      counts: 0...2, arguments: [.words(["kill", "power", "scenario"]), .words(Scenario.all.map(\.name))],
      run: { workbench, arguments throws(MetaError) in try workbench.metaCrash(arguments) }),
    MetaCommand(
      name: "fault", usage: "[NAME [VALUE]] [--after N] [--times N] [--keep] [--ftruncate-fails] | off [NAME]",
      summary: "let the disk fail until :fault off; without a name, show what is on",
      details: """
        fsync-eio              fsync fails with EIO, and its bytes are marked clean without having been written
          --keep               they are written by the next fsync that works
        write-eio              write fails with EIO
        enospc BYTES           the disk has room for so many more bytes; removing files makes room
        short-write BYTES      a write takes so many bytes, and the next one finds the disk full
          --ftruncate-fails    what a short write left cannot be cut off again
        slow-fsync DURATION    every fsync takes so long
        off [NAME]             all goes well again, or NAME does
        --after N              N such calls go well first
        --times N              only N calls fail, then all goes well again
        Faults are the disk's: they stay on when the engine stops, and the shell's own file commands meet them too.
        """,
      example: """
        aofsh> :fault enospc 100
        enospc       the disk is nearly full: it has room for 100 bytes
        aofsh> :fault off
        no fault is on
        """,
      options: ["--after": true, "--times": true, "--keep": false, "--ftruncate-fails": false], counts: 0...2,
      arguments: [.words(FaultName.allCases.map(\.rawValue) + ["off"]), .words(FaultName.allCases.map(\.rawValue))],
      run: { workbench, arguments throws(MetaError) in try workbench.metaFault(arguments) }),
    MetaCommand(
      name: "ops", usage: "[N]",
      summary: "the last N operations on the disk, 20 if not given, and how far they have come",
      details: """
        in aof_buf  not written yet: a kill takes it
        cached      written, but no fsync has covered it: a power cut takes it
        durable     no crash takes it
        Everything below the data directory counts, also what the shell's own file commands do.
        """,
      example: """
        aofsh> :ops 2
          12  write      appendonlydir/appendonly.aof.1.incr.aof: 27 bytes at 50  durable
          13  fdatasync  appendonlydir/appendonly.aof.1.incr.aof                  done
        """,
      counts: 0...1, arguments: [.none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaOperations(arguments) }),
  ]

  private static let crashDetails: String = """
    kill   what was written to a file survives in the page cache; only aof_buf is lost (the default)
    power  only what was fsynced survives: content after fsync of the file, names after fsync of the directory
    --torn BYTES    a power cut lets at most so many bytes of the rest survive, in the order they were written
    --hole          files have kept their sizes, and what is lost at their ends reads as zero
    --reorder       only the file written last keeps its bytes, at most BYTES of them; the others lose theirs
    --lost-entries  names survive only after fsync of their directory, as POSIX has it; else also after fsync of the file
    --seed N        draws how much survives: bytes (up to BYTES), and changes of names
    --at N          the crash comes after the Nth disk operation of the next command; :ops lists them
    The data directory is left as the crash leaves it; :start recovers.
    scenario NAME runs a story on a scratch directory of its own, in virtual time:
    \(Scenario.all.map { "  \(Words.padded($0.name, 29))\($0.title)" }.joined(separator: "\n"))
    """
}
