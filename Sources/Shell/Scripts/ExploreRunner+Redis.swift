import Bench
import CrashLab
import Disk
import SystemPackage

extension ExploreRunner {
  /// When scripts begin whose images a redis-server is to load, which has the machine's time: late, so that no key has
  /// run out by then, but before 2038, so that all numbers in the files have the lengths that they have without it.
  static var startBesideRedis: Int64 { 2_136_000_000_000_000 }

  /// Lets redis-server recover from images of the exploration, and saves an example of each difference.
  func compare(
    _ images: [CrashCase], _ redis: (searchPath: String, images: Int), _ setting: Setting, _ plan: Plan
  ) throws(WorkbenchError) -> RedisFindings {
    let directory = try ScratchDirectory.make()
    defer { DataPlace.remove(directory) }
    var comparison = RedisPlan(searchPath: redis.searchPath, directory: directory)
    comparison.images = redis.images
    var findings: RedisFindings
    do throws(BenchError) {
      findings = try RedisComparison.run(images, comparison) { part in
        progress("\(setting.title): redis-server", part)
      }
    } catch { throw WorkbenchError(error.description, exitStatus: 3) }
    if findings.differences.isEmpty { return findings }
    let root = try saveDirectory(plan)
    for index in findings.differences.indices {
      let name = "redis-\(setting.policy)-\(setting.fileSystem.rawValue)-\(index + 1)"
      let place = root.appending(name)
      do throws(DiskError) { try write(findings.differences[index].files, below: place) } catch {
        throw WorkbenchError("an example cannot be saved: \(error.description)", exitStatus: 3)
      }
      findings.differences[index].saved = place
    }
    return findings
  }
}
