import Bytes
import Commands

/// The first line of a library's source: `#!<engine> name=<library>`, split as redis-cli splits words.
struct LibraryHeader {
  /// The engine's name, as written.
  let engine: [UInt8]
  /// The library's name.
  let name: [UInt8]

  /// The header of `source`, or Redis' refusal.
  init(of source: [UInt8]) throws(CommandError) {
    guard source.starts(with: "#!".utf8) else { throw .text("ERR Missing library metadata") }
    guard let end = source.firstIndex(of: 0x0A),
      case .arguments(let words) = ArgumentSplitter.split(Array(source[..<end]).span), let first = words.first
    else { throw .text("ERR Invalid library metadata") }
    engine = Array(first.dropFirst(2))
    var given: [UInt8]?
    for word in words.dropFirst() {
      guard word.count >= 5, LibraryFunction.key(Array(word.prefix(5))).elementsEqual("name=".utf8) else {
        throw .message(Array("ERR Invalid metadata value given: ".utf8) + word)
      }
      guard given == nil else { throw .text("ERR Invalid metadata value, name argument was given multiple times") }
      given = Array(word.dropFirst(5))
    }
    guard let given else { throw .text("ERR Library name was not given") }
    guard Self.isValid(name: given) else { throw .invalidLibraryName }
    guard LibraryFunction.key(engine).elementsEqual("lua".utf8) else {
      throw .message(Array("ERR Engine '".utf8) + engine + Array("' not found".utf8))
    }
    name = given
  }

  /// Whether a library or function may be called so.
  static func isValid(name: [UInt8]) -> Bool {
    !name.isEmpty
      && name.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 || byte == 0x5F
      }
  }
}

extension CommandError {
  static var invalidLibraryName: CommandError {
    .text(
      """
      ERR Library names can only contain letters, numbers, or underscores(_) and must be at least one character long
      """)
  }
}
