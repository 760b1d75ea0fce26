import Bytes
import Commands
import RESP

extension Engine {
  /// DEBUG PROTOCOL type: a reply of that type, for tests of clients.
  func debugProtocol(_ type: Span<UInt8>) throws(CommandError) {
    switch String(decoding: [UInt8](copying: type).map(\.asciiLowercased), as: UTF8.self) {
    case "string": context.reply.bulk("Hello World")
    case "integer": context.reply.integer(12345)
    case "double": context.reply.double(3.141)
    case "null": context.reply.null()
    case "array":
      context.reply.array(3)
      for number in 0..<3 { context.reply.integer(number) }
    case "set":
      context.reply.set(3)
      for number in 0..<3 { context.reply.integer(number) }
    case "map":
      context.reply.map(3)
      for number in 0..<3 {
        context.reply.integer(number)
        context.reply.bool(number == 1)
      }
    case "attrib": debugAttribute()
    case "push": try debugPush()
    case "verbatim": context.reply.verbatim(format: "txt", Array("This is a verbatim\nstring".utf8).span)
    case "true": context.reply.bool(true)
    case "false": context.reply.bool(false)
    case "bignum": context.reply.bigNumber(Array("1234567999999999999999999999999999999".utf8).span)
    default:
      throw .text(
        """
        ERR Wrong protocol type name. Please use one of the following: \
        string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false
        """)
    }
  }

  private func debugAttribute() {
    if context.reply.version == .resp3 {
      context.reply.attribute(1)
      context.reply.bulk("key-popularity")
      context.reply.array(2)
      context.reply.bulk("key:123")
      context.reply.integer(90)
    }
    context.reply.bulk("Some real reply following the attribute")
  }

  private func debugPush() throws(CommandError) {
    guard context.reply.version == .resp3 else { throw .text("ERR RESP2 is not supported by this command") }
    context.reply.push(2)
    context.reply.bulk("server-cpu-usage")
    context.reply.integer(42)
    context.reply.bulk("Some real reply following the push reply")
  }
}
