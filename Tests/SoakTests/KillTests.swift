import Bytes
import TestSupport
import Testing

/// The executable under a load of writes, killed at random moments, over and over on the same directory.
///
/// `AOFSH_KILLS` is the number of kills under each policy, 3 if it is not set.
@Suite struct KillTests {
  static let kills = EnvironmentVariable.value("AOFSH_KILLS").flatMap(Int.init) ?? 3

  /// Lines that append the numbers from `first` on to a list, every tenth in a transaction that counts it.
  private static func script(from first: Int, to last: Int) -> [UInt8] {
    var text = ""
    for number in first...last {
      text += number.isMultiple(of: 10) ? "MULTI\nRPUSH l \(number)\nINCR c\nEXEC\n" : "RPUSH l \(number)\n"
      if number.isMultiple(of: 700) { text += "BGREWRITEAOF\n" }
    }
    return Array(text.utf8)
  }

  /// The last number whose reply was printed.
  private static func acknowledged(_ output: [UInt8]) -> Int {
    // What stands behind the last line feed may be half a number.
    let lines = output.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    return lines.compactMap { Int(String(decoding: $0, as: UTF8.self)) }.max() ?? 0
  }

  /// Everything acknowledged survives a kill, because a reply waits for `write`; a transaction survives whole or not at
  /// all. Under `everysec` writes are put off while an fsync is under way, as Redis does it: what was acknowledged then
  /// may be lost, at the end only.
  @Test(arguments: ["always", "no", "everysec"]) func everyAcknowledgedWriteSurvives(_ policy: String) throws {
    let scratch = try ScratchDirectory(inMemory: true)
    let data = scratch.path + "/data"
    try ScratchDirectory.create(data)
    var random = RandomNumbers(seed: 7)
    var survived = 0
    var killed = 0
    var gained = 0
    var losses: [Int] = []
    for round in 0..<Self.kills {
      let last = survived + 20_000
      try ScratchDirectory.write(Self.script(from: survived + 1, to: last), to: scratch.path + "/input")
      let output = scratch.path + "/output-\(round)"
      let child = try ChildProcess(
        Program.path,
        ["--dir", data, "--set", "appendonly=yes", "--set", "appendfsync=\(policy)", "--set", "save="],
        input: scratch.path + "/input", output: output)
      for _ in 0...random.below(80) { ChildProcess.pause() }
      if child.end(signal: ChildProcess.kill) == -ChildProcess.kill { killed += 1 }
      let acknowledged = max(survived, Self.acknowledged(ScratchDirectory.contents(output)))
      let isRedis = round.isMultiple(of: 2) && RedisServer.isInstalled
      let found = try isRedis ? Self.foundByRedis(data) : Self.found(data)
      #expect(found.list == Array(1..<found.list.count + 1), "round \(round)")
      #expect(found.counter == found.list.count / 10, "round \(round)")
      #expect(found.list.count <= last, "round \(round)")
      if found.list.count < acknowledged { losses.append(acknowledged - found.list.count) }
      gained += acknowledged - survived
      survived = found.list.count
    }
    #expect(killed > 0 && gained > 0, "\(killed) kills, \(gained) writes")
    #expect(losses.isEmpty || policy == "everysec", "\(losses)")
    print("\(policy): \(killed) kills, \(gained) writes were acknowledged, \(survived) survived, lost: \(losses)")
  }

  private struct Found {
    var list: [Int]
    var counter: Int
  }

  private static func found(_ data: String) throws -> Found {
    let options = ["--dir", data, "--set", "appendonly=yes", "--set", "save="]
    let outcome = try Program.run(options + ["-e", "GET c", "-e", "LRANGE l 0 -1"])
    #expect(outcome.status == 0, "\(outcome.errorText)")
    let numbers = outcome.text.split(separator: "\n", omittingEmptySubsequences: true).map { Int($0) ?? -1 }
    // Without a counter its line is empty.
    let hasCounter = !outcome.text.hasPrefix("\n")
    return Found(list: Array(hasCounter ? numbers.dropFirst() : numbers[...]), counter: hasCounter ? numbers[0] : 0)
  }

  private static func foundByRedis(_ data: String) throws -> Found {
    let server = try RedisServer(["--appendonly", "yes"], directory: data)
    let counter = try server.command(["GET", "c"]).text.flatMap(Int.init) ?? 0
    let list = try server.command(["LRANGE", "l", "0", "-1"]).elements ?? []
    server.stop()
    return Found(list: list.map { Int($0.text ?? "") ?? -1 }, counter: counter)
  }
}
