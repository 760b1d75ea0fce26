import Commands
import RESP

extension Engine {
  /// DEBUG HELP.
  func debugHelp() {
    context.reply.array(Self.debugHelpLines.count)
    for line in Self.debugHelpLines { context.reply.simple(line) }
  }

  private static let debugHelpLines: [StaticString] = [
    "DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "AOF-FLUSH-SLEEP <microsec>", "    Wait before the append-only file is written.",
    "DIGEST", "    Output a hex signature representing the current DB content.",
    "DIGEST-VALUE <key> [<key> ...]", "    Output a hex signature of the values of all the specified keys.",
    "ERROR <string>", "    Return a Redis protocol error with <string> as message.",
    "HTSTATS <dbid>", "    Return hash table statistics of the specified Redis database.",
    "LOADAOF", "    Flush the AOF buffers on disk and reload the AOF in memory.",
    "LOG <message>", "    Write <message> to the server log.",
    "OBJECT <key>", "    Show low level info about `key` and associated value.",
    "PAUSE-CRON <0|1>", "    Stop periodic cron job processing.",
    "POPULATE <count> [<prefix>] [<size>]", "    Create <count> string keys named key:<num>.",
    "PROTOCOL <type>", "    Reply with a test value of the specified type. <type> can be: string,",
    "    integer, double, bignum, null, array, set, map, attrib, push, verbatim,", "    true, false.",
    "QUICKLIST-PACKED-THRESHOLD <size>",
    "    Sets the threshold for elements to be inserted as plain vs packed nodes",
    "    Default value is 1GB, allows values up to 4GB. Setting to 0 restores to default.",
    "RELOAD [NOFLUSH] [NOSAVE]", "    Save the RDB on disk and reload it back to memory.",
    "SET-ACTIVE-EXPIRE <0|1>", "    Setting it to 0 disables expiring keys in background.",
    "SET-SKIP-CHECKSUM-VALIDATION <0|1>", "    Do not compare the checksums of RESTORE's payloads.",
    "SLEEP <seconds>", "    Stop the server for <seconds>. Decimals allowed.", "HELP", "    Print this help.",
  ]
}
