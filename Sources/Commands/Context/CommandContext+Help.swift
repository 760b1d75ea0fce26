import Bytes
import RESP

extension CommandContext {
  /// Replies with the help of the command `container`: `lines`, between the first and the last that all such replies
  /// share.
  public func replyHelp(of container: StaticString, _ lines: [StaticString]) {
    reply.array(lines.count + 3)
    reply.bytes.append("+")
    reply.bytes.append(container)
    reply.bytes.append(" <subcommand> [<arg> [value] [opt] ...]. Subcommands are:\r\n")
    for line in lines { reply.simple(line) }
    reply.simple("HELP")
    reply.simple("    Prints this help.")
  }
}
