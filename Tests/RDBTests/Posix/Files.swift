import Bytes
import Glibc

/// The fixture of that name: a file that redis-server 7.0.15 wrote.
func fixture(_ name: String) -> [UInt8] {
  let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  guard let bytes = readFile("/\(folder)/Fixtures/\(name).rdb") else { fatalError("no fixture \(name)") }
  return bytes
}

func readFile(_ path: String) -> [UInt8]? {
  guard let file = unsafe fopen(path, "r") else { return nil }
  defer { unsafe fclose(file) }
  return unsafe readAll(file)
}

func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  guard let file = unsafe fopen(path, "w") else { return false }
  let written = unsafe bytes.withUnsafeBufferPointer { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
  return unsafe fclose(file) == 0 && written == bytes.count
}

/// A new empty directory.
func makeScratchDirectory() -> String {
  var template = [UInt8]("/tmp/rdb-tests-XXXXXX".utf8).map { CChar(bitPattern: $0) } + [0]
  let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { return false }
    return unsafe mkdtemp(start) != nil
  }
  guard isMade else { fatalError("no scratch directory") }
  return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

func removeFiles(_ names: [String], of directory: String) {
  for name in names { unsafe unlink("\(directory)/\(name)") }
  unsafe rmdir(directory)
}

/// What `command` prints, and how it exits.
func run(_ command: String) -> (output: String, status: Int32) {
  guard let pipe = unsafe popen(command + " 2>&1", "r") else { return ("", -1) }
  let output = unsafe readAll(pipe)
  return (String(decoding: output, as: UTF8.self), unsafe pclose(pipe) >> 8)
}

/// Whether there is a program of that name.
func hasProgram(_ name: String) -> Bool { run("command -v \(name)").status == 0 }

private func readAll(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe buffer.withUnsafeMutableBufferPointer { unsafe fread($0.baseAddress, 1, $0.count, file) }
    if count == 0 { return bytes }
    bytes += buffer.prefix(count)
  }
}
