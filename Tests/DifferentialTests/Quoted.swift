import Bytes

/// At most `count` bytes, quoted for a message.
func quoted(_ bytes: [UInt8], atMost count: Int = 40000) -> String {
  let start = Array(bytes.prefix(count))
  return String(decoding: [UInt8](quoted: start.span), as: UTF8.self) + (bytes.count > count ? "…" : "")
}
