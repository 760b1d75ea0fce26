import Bytes
import Disk
import SystemPackage

extension Workbench {
  /// The file that is to be damaged.
  private func victim(_ arguments: MetaArguments) throws(MetaError) -> (path: FilePath, size: Int) {
    let path = try path(arguments.words[0])
    try requireChangeable(path, arguments)
    guard let status = try status(path) else { throw try missing(path) }
    if status.isDirectory { throw MetaError("\(shown(path)) is a directory; name a file in it") }
    return (path, status.size)
  }

  /// A place in a file; a negative one counts from the end.
  private static func place(_ word: [UInt8], in size: Int) throws(MetaError) -> Int {
    if word.first == UInt8(ascii: "-") {
      let back = try self.size(Array(word.dropFirst()))
      guard back <= size else {
        throw MetaError("the file has only \(Words.count(size, "byte")): -\(back) is before its beginning")
      }
      return size - back
    }
    return try self.size(word)
  }

  /// Changes a file and brings the change to the disk.
  private func change(
    _ path: FilePath, _ mode: OpenMode, _ body: (any DiskFile) throws(DiskError) -> Void
  ) throws(MetaError) {
    do throws(DiskError) {
      let file = try disk.open(path, mode)
      try body(file)
      try file.sync()
      try file.close()
    } catch { throw failure(error) }
  }

  func metaTruncate(_ arguments: MetaArguments) throws(MetaError) {
    let (path, size) = try victim(arguments)
    let wanted = try Self.place(arguments.words[1], in: size)
    try change(path, .update) { (file) throws(DiskError) in try file.truncate(to: wanted) }
    write("\(shown(path)): \(Words.count(size, "byte")), now \(wanted)\n")
  }

  func metaCorrupt(_ arguments: MetaArguments) throws(MetaError) {
    let (path, size) = try victim(arguments)
    let offset = try Self.place(arguments.words[1], in: size)
    guard offset < size else {
      throw MetaError("\(shown(path)) has \(Words.count(size, "byte")): there is no byte \(offset)")
    }
    let given = try arguments.text(2).map { text throws(MetaError) in try Self.byte(text) }
    var old: UInt8 = 0
    try change(path, .update) { (file) throws(DiskError) in
      var writer = ByteWriter()
      _ = try file.read(at: offset, atMost: 1, into: &writer)
      old = writer.array.first ?? 0
      _ = try file.write([given ?? ~old].span, at: offset)
    }
    write("\(shown(path)): byte \(offset) was \(Self.hexadecimal(old)), is \(Self.hexadecimal(given ?? ~old))\n")
  }

  private static func byte(_ text: String) throws(MetaError) -> UInt8 {
    let isHexadecimal = text.lowercased().hasPrefix("0x")
    guard let byte = isHexadecimal ? UInt8(text.dropFirst(2), radix: 16) : UInt8(text) else {
      throw MetaError("'\(text)' is no byte; give a number from 0 to 255, or from 0x00 to 0xff")
    }
    return byte
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  func metaAppend(_ arguments: MetaArguments) throws(MetaError) {
    let path = try path(arguments.words[0])
    try requireChangeable(path, arguments)
    let status = try status(path)
    if status?.isDirectory == true { throw MetaError("\(shown(path)) is a directory; name a file in it") }
    let text = Array(arguments.words.dropFirst().joined(separator: [0x20]))
    try change(path, .append) { (file) throws(DiskError) in try file.writeAll(text.span) }
    let size = status?.size ?? 0
    write("\(shown(path)): \(Words.count(size, "byte")), now \(size + text.count)\n")
  }
}
