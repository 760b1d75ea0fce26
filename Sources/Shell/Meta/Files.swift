extension MetaCommand {
  private static let force = """
    A file that the running engine uses is left alone unless --force says otherwise; :stop is the safe way.
    """

  /// The commands on files.
  static let files: [MetaCommand] = [
    MetaCommand(
      name: "cp", usage: "[-r] [--force] FILE... TARGET", summary: "copy files, with -r directories",
      details: """
        Names may hold * and ?. Into a directory that exists, else to the new name. Nothing is fsynced, as with the
        shell's cp. Absolute paths lead out of the data directory, for backups.
        """ + "\n" + force,
      example: "aofsh(stopped)> :cp -r appendonlydir backup",
      options: ["-r": false, "--force": false], counts: 2...Int.max, arguments: [.file],
      run: { workbench, arguments throws(MetaError) in try workbench.metaCopy(arguments) }),
    MetaCommand(
      name: "mv", usage: "[--force] FILE... TARGET", summary: "move or rename files in the data directory",
      details: force, example: "aofsh(stopped)> :mv dump.rdb dump.rdb.old",
      options: ["--force": false], counts: 2...Int.max, arguments: [.file],
      run: { workbench, arguments throws(MetaError) in try workbench.metaMove(arguments) }),
    MetaCommand(
      name: "rm", usage: "[-r] [-f] [--force] FILE...",
      summary: "remove files of the data directory, with -r directories",
      details: "-f  a file that is not there is no error\n" + force,
      example: "aofsh(stopped)> :rm -r appendonlydir/*",
      options: ["-r": false, "-f": false, "-rf": false, "--force": false], counts: 1...Int.max, arguments: [.file],
      run: { workbench, arguments throws(MetaError) in try workbench.metaRemove(arguments) }),
    MetaCommand(
      name: "mkdir", usage: "[-p] DIRECTORY...", summary: "make directories in the data directory",
      details: "-p  with those above them, and without an error for one that is there",
      example: "aofsh> :mkdir backup", options: ["-p": false], counts: 1...Int.max, arguments: [.file],
      run: { workbench, arguments throws(MetaError) in try workbench.metaMakeDirectory(arguments) }),
  ]

  /// The commands that damage files on purpose.
  static let damage: [MetaCommand] = [
    MetaCommand(
      name: "truncate", usage: "[--force] FILE SIZE",
      summary: "cut a file to SIZE bytes, or with -SIZE cut so many off its end",
      details: "The damage is fsynced: a later :crash does not undo it.\n" + force,
      example: """
        aofsh(stopped)> :truncate incr -5
        appendonlydir/appendonly.aof.1.incr.aof: 50 bytes, now 45
        """,
      options: ["--force": false], counts: 2...2, arguments: [.file, .none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaTruncate(arguments) }),
    MetaCommand(
      name: "corrupt", usage: "[--force] FILE OFFSET [BYTE]",
      summary: "change one byte of a file: to BYTE, else all its bits",
      details: """
        OFFSET may count from the end: -1 is the last byte. BYTE is a number such as 255 or 0xff.
        The damage is fsynced: a later :crash does not undo it.
        """ + "\n" + force,
      example: """
        aofsh(stopped)> :corrupt base 20
        appendonlydir/appendonly.aof.1.base.rdb: byte 20 was 0x65, is 0x9a
        """,
      options: ["--force": false], counts: 2...3, arguments: [.file, .none, .none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaCorrupt(arguments) }),
    MetaCommand(
      name: "append", usage: "[--force] FILE TEXT", summary: "append text to a file, made if there is none",
      details: """
        In double quotes \\r, \\n, \\t and \\xHH stand for bytes.
        The damage is fsynced: a later :crash does not undo it.
        """ + "\n" + force,
      example: """
        aofsh(stopped)> :append incr "*2\\r\\n$3\\r\\nDEL"
        appendonlydir/appendonly.aof.1.incr.aof: 50 bytes, now 61
        """,
      options: ["--force": false], counts: 2...Int.max, arguments: [.file, .none],
      run: { workbench, arguments throws(MetaError) in try workbench.metaAppend(arguments) }),
  ]
}
