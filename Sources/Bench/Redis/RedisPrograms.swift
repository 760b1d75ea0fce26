import Disk
package import SystemPackage

/// The programs of an installed Redis.
package struct RedisPrograms {
  package let server: FilePath
  package let client: FilePath

  /// Looks for them in a list of directories as in `PATH`; nil when one is missing.
  package init?(searchPath: String) throws(BenchError) {
    guard let server = try Self.find("redis-server", searchPath), let client = try Self.find("redis-cli", searchPath)
    else { return nil }
    self.server = server
    self.client = client
  }

  private static func find(_ name: String, _ searchPath: String) throws(BenchError) -> FilePath? {
    for directory in searchPath.split(separator: ":") {
      let path = FilePath(String(directory)).appending(name)
      do throws(DiskError) {
        if let status = try PosixDisk().status(path), !status.isDirectory { return path }
      } catch { throw .disk(error) }
    }
    return nil
  }
}
