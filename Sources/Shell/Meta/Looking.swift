extension MetaCommand {
  /// The commands that look at what there is.
  static let looking: [MetaCommand] = [
    MetaCommand(
      name: "buffers", summary: "commands and bytes in aof_buf, in the page cache and on the disk",
      details: """
        A logged command goes from the buffer aof_buf by write() to the page cache, and by fsync() to the disk. What is
        counted has been logged since the start of the engine; a transaction counts as one command.
        """,
      example: """
        aofsh> :buffers
        stage       commands  bytes
        aof_buf            0      0
        page cache         1     27  SET b 2
        disk               1     50
        """,
      run: { workbench, _ throws(MetaError) in try workbench.metaBuffers() }),
    MetaCommand(
      name: "ls", usage: "[-l] [PATH]", summary: "the tree of the data directory",
      details: "-l  with the size of each file, and how much of it a power cut would leave",
      example: """
        aofsh> :ls -l
        .
        └── appendonlydir
            ├── appendonly.aof.1.base.rdb  89 bytes, durable
            ├── appendonly.aof.1.incr.aof  50 bytes, 0 durable
            └── appendonly.aof.manifest    88 bytes, durable
        """,
      options: ["-l": false], counts: 0...1, arguments: [.file],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaList(arguments) }),
    MetaCommand(
      name: "cat", usage: "[--raw|--hex|--commands] FILE", summary: "show a file: commands, a manifest, an RDB decoded",
      details: """
        base, incr and manifest stand for the current files of the append-only file.
        An append-only file is shown with its line ends, an RDB file record by record with offsets.
        --raw       the bytes as they are
        --hex       offsets, bytes in hexadecimal, text
        --commands  one line for each command: offset, database, time if the file has it, command
        """,
      example: """
        aofsh> :cat --commands incr
            offset  db  command
                 0   0  SELECT 0
                23   0  SET a 1
        """,
      options: ["--raw": false, "--hex": false, "--commands": false], counts: 1...1, arguments: [.file],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaCat(arguments) }),
    MetaCommand(
      name: "log", usage: "[N]", summary: "the last N lines that the engine logged, 20 if not given",
      example: "aofsh> :log 5", counts: 0...1, arguments: [.none],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaLog(arguments) }),
    MetaCommand(
      name: "info", summary: "the state of persistence in a few lines",
      example: "aofsh> :info",
      isLong: true,
      run: { workbench, _ throws(MetaError) in try workbench.metaInfo() }),
  ]
}
