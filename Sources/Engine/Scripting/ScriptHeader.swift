import Bytes
import Commands

/// What the first line of a script says of it, if it begins with `#!`: `#!lua flags=no-writes,allow-oom`.
struct ScriptHeader {
  private(set) var flags: ScriptFlags = []
  /// Whether there is no such line.
  let isMissing: Bool
  /// What is to be compiled: the script without that line, but with its end.
  let body: [UInt8]

  init(of source: [UInt8]) throws(CommandError) {
    isMissing = !source.starts(with: "#!".utf8)
    guard !isMissing else {
      body = source
      return
    }
    guard let end = source.firstIndex(of: 0x0A) else { throw .text("ERR Invalid script shebang") }
    guard case .arguments(let words) = ArgumentSplitter.split(Array(source[..<end]).span), let engine = words.first
    else { throw .text("ERR Invalid engine in script shebang") }
    guard engine.elementsEqual("#!lua".utf8) else {
      throw .message(Array("ERR Unexpected engine in script shebang: ".utf8) + engine)
    }
    body = Array(source[end...])
    for word in words.dropFirst() {
      guard word.starts(with: "flags=".utf8) else {
        throw .message(Array("ERR Unknown lua shebang option: ".utf8) + word)
      }
      let names = word.dropFirst(6)
      if names.isEmpty { continue }
      for name in names.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        guard let flag = ScriptFlags.named(Array(name)) else {
          throw .message(Array("ERR Unexpected flag in script shebang: ".utf8) + name)
        }
        flags.insert(flag)
      }
    }
  }
}
