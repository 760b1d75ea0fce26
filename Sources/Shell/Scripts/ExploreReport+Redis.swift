import CrashLab
import Disk
import SystemPackage

extension ExploreReport {
  static func describe(_ redis: RedisFindings, _ result: ExploreRunner.Result) -> String {
    var text = "redis-server under \(result.policy), \(result.fileSystem.rawValue): \(redis.images) of "
    text += "\(redis.available) images, \(redis.differences.reduce(0) { $0 + $1.count }) with a difference to aofsh"
    text += "\n"
    for difference in redis.differences {
      text += "  \(Words.count(difference.count, "image")): redis-server \(difference.kind)\n"
      if !difference.log.isEmpty { text += "      its log: \(difference.log)\n" }
      let tears = difference.tears.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      text += "      torn in \(tears.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))\n"
      text += "      such as state \(difference.state), \(difference.crash)\n      \(difference.story)\n"
      if let saved = difference.saved { text += "      the files are in \(saved.string)\n" }
    }
    return text
  }
}
