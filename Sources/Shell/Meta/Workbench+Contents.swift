import AOF
import Bytes
import Disk
import RDB
import SystemPackage

extension Workbench {
  func metaCat(_ arguments: MetaArguments) throws(MetaError) {
    let forms = ["--raw", "--hex", "--commands"].filter { arguments.has($0) }
    if forms.count > 1 { throw MetaError("\(forms.joined(separator: " and ")) exclude each other") }
    let path = try path(arguments.words[0])
    guard let status = try status(path) else { throw try missing(path) }
    if status.isDirectory { throw MetaError("\(shown(path)) is a directory; :ls shows what is in it") }
    let content: [UInt8]
    do throws(DiskError) { content = try disk.readAll(path) } catch { throw failure(error) }
    switch forms.first {
    case "--raw": write(content)
    case "--hex": writeHexadecimal(content)
    case "--commands": writeCommands(content)
    default: writeContent(content, path)
    }
  }

  /// Shows a file as what it is: an RDB file, perhaps with commands behind it, an append-only file, or a text.
  private func writeContent(_ content: [UInt8], _ path: FilePath) {
    let tail = content.starts(with: "REDIS".utf8) ? describeSnapshot(content) { self.write($0 + [0x0A]) } : 0
    let rest = Array(content[tail...])
    let isLog = tail > 0 || rest.first == UInt8(ascii: "*") || path.extension == "aof"
    if !rest.isEmpty { write(VisibleText.show(rest.span, hidesLineFeeds: !isLog)) }
  }

  /// Gives the lines that describe an RDB file to `show`. Returns where it ends: the length of the file if it is damaged,
  /// because nothing can be found behind the damage.
  private func describeSnapshot(_ content: [UInt8], _ show: @escaping ([UInt8]) -> Void) -> Int {
    var offset = 0
    do throws(RDBError) {
      return try Description.write(size: content.count) { window, limit in
        let end = min(content.count, offset + limit)
        window.append(content.span.extracting(offset..<end))
        offset = end
        return 0
      } to: {
        show($0)
      }
    } catch {
      // The last line has said what is wrong.
      return content.count
    }
  }

  /// Prints one line for each command, and how the file ends if not with a whole one.
  private func writeCommands(_ content: [UInt8]) {
    var start = 0
    if content.starts(with: "REDIS".utf8) {
      start = describeSnapshot(content) { _ in }
      write("an RDB part of \(Words.count(start, "byte")) comes first\n")
    }
    var inspector = Inspector(from: start)
    var commands: [Inspector.Command] = []
    while let command = inspector.next(content.span) { commands.append(command) }
    let hasTimes = commands.contains { $0.timestamp != nil }
    write("    offset  db\(hasTimes ? "        time" : "")  command\n")
    for command in commands {
      let time = hasTimes ? "  \(Words.aligned(command.timestamp.map { String($0) } ?? "", 10))" : ""
      let place = "\(Words.aligned(String(command.offset), 10))\(Words.aligned(String(command.database), 4))\(time)  "
      write(Array(place.utf8) + Words.command(command.arguments) + [0x0A])
    }
    switch inspector.end {
    case .torn(let offset):
      write(
        "the file is torn: what is whole ends at \(offset), \(Words.count(content.count - offset, "byte")) follow\n")
    case .damaged(let offset): write("the file is damaged: no command begins at \(offset)\n")
    case .complete, nil: break
    }
  }

  /// Prints offsets, bytes in hexadecimal and text, as `xxd` does.
  private func writeHexadecimal(_ content: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    for start in stride(from: 0, to: content.count, by: 16) {
      let bytes = content[start..<min(start + 16, content.count)]
      var line = Array(String(start, radix: 16).utf8)
      line = [UInt8](repeating: 0x30, count: max(0, 8 - line.count)) + line + Array(": ".utf8)
      for index in 0..<16 {
        if start + index < bytes.endIndex {
          let byte = bytes[start + index]
          line += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        } else {
          line += [0x20, 0x20]
        }
        if index % 2 == 1 { line.append(0x20) }
      }
      line.append(0x20)
      line += bytes.map { $0 >= 0x20 && $0 < 0x7F ? $0 : UInt8(ascii: ".") }
      write(line + [0x0A])
    }
  }
}
