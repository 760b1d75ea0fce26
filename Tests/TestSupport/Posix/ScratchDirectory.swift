import Glibc

/// An empty directory that is removed, with all that is in it, with the last reference to it.
public final class ScratchDirectory {
  /// Where it is.
  public let path: String

  /// A new directory; with `inMemory`, where there is a file system in memory, one whose syncs are cheap.
  public init(inMemory: Bool = false) throws(SystemFailure) {
    let memory = "/dev/shm"
    let usual = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    let base = unsafe inMemory && access(memory, W_OK) == 0 ? memory : usual
    var template = Array("\(base)/aofsh-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// Makes the directory `path`.
  public static func create(_ path: String) throws(SystemFailure) {
    guard unsafe mkdir(path, 0o700) == 0 else { throw SystemFailure("mkdir \(path)") }
  }

  /// The bytes of the file at `path`; none if it cannot be read.
  public static func contents(_ path: String) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Writes `bytes` to the file at `path`, which is made or replaced.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemFailure("open \(path)") }
    defer { close(descriptor) }
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw SystemFailure("write \(path)") }
  }

  /// Removes the directory `path` and all that is in it.
  private static func remove(_ path: String) {
    for name in names(path) where unsafe unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  private static func names(_ path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
