public import Bench
import Commands
import Disk
import SystemPackage

/// Gives images of an exploration to redis-server.
public enum RedisComparison {
  /// Tries some of `images`, spread over all; `progress` is told the part that is done.
  ///
  /// - Throws: when redis-server is not installed, or does something that has nothing to do with the images.
  public static func run(
    _ images: [CrashCase], _ plan: RedisPlan, progress: (Double) -> Void
  ) throws(BenchError) -> RedisFindings {
    guard let programs = try RedisPrograms(searchPath: plan.searchPath) else {
      throw .redis("redis-server and redis-cli are not installed, or not in PATH")
    }
    FileSizeSignal.ignore()
    let trial = RedisTrial(
      programs: programs, limiter: try limiter(plan.searchPath), commands: CommandTable(), directory: plan.directory)
    let images = different(images)
    var findings = RedisFindings()
    findings.available = images.count
    let count = min(plan.images, images.count)
    for number in 0..<count {
      progress(Double(number) / Double(count))
      let crash = images[number * images.count / count]
      findings.images += 1
      if let difference = try trial.run(crash, number) { findings.add(difference) }
    }
    return findings
  }

  /// The images without those whose files are like another's: what of them is durable is nothing to redis-server.
  private static func different(_ images: [CrashCase]) -> [CrashCase] {
    var known: Set<ImageKey> = []
    return images.filter { crash in
      let disk = crash.disk()
      disk.settle()
      return known.insert(ImageKey(disk, crash.point.configuration)).inserted
    }
  }

  private static func limiter(_ searchPath: String) throws(BenchError) -> FilePath {
    for directory in searchPath.split(separator: ":") {
      let path = FilePath(String(directory)).appending("prlimit")
      do throws(DiskError) { if try PosixDisk().status(path) != nil { return path } } catch { throw .disk(error) }
    }
    throw .redis("prlimit, of the package util-linux, is not in PATH")
  }
}
