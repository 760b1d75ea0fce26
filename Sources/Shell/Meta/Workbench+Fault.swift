import CrashLab
import Disk
import SystemPackage

extension Workbench {
  /// So often that nobody lives to see the end.
  private static let always = Int.max

  func metaFault(_ arguments: MetaArguments) throws(MetaError) {
    guard let word = arguments.text(0) else { return try showFaults() }
    if word == "off" {
      if let given = ["--after", "--times", "--keep", "--ftruncate-fails"].first(where: arguments.has) {
        throw MetaError("\(given) is nothing for :fault off")
      }
      if let text = arguments.text(1) { try clear(Self.faultName(text)) } else { try clearAll() }
      return try showFaults()
    }
    let name = try Self.faultName(word)
    try check(arguments, name)
    try inject(name, arguments)
    try showFaults()
  }

  private static func faultName(_ text: String) throws(MetaError) -> FaultName {
    if let name = FaultName(rawValue: text) { return name }
    let names = FaultName.allCases.map(\.rawValue) + ["off"]
    let near = Suggestions.near(text, among: names)
    let list = FaultName.allCases.map { $0.rawValue + ($0.value.isEmpty ? "" : " \($0.value)") }.joined(separator: ", ")
    throw MetaError(
      "there is no fault '\(text)'" + (near.isEmpty ? "; there are: \(list), off" : Suggestions.question(near)))
  }

  private func check(_ arguments: MetaArguments, _ name: FaultName) throws(MetaError) {
    let given = arguments.words.count > 1
    if name.value.isEmpty, given {
      throw MetaError("\(name.rawValue) takes no value; :help fault shows what there is")
    }
    if !name.value.isEmpty, !given { throw MetaError("\(name.rawValue) needs \(name.value), such as: \(name.example)") }
    for option in ["--after", "--times", "--keep", "--ftruncate-fails"] where arguments.has(option) {
      if !name.options.contains(option) {
        let allowed = name.options.sorted().joined(separator: ", ")
        throw MetaError(
          "\(name.rawValue) does not take \(option)"
            + (allowed.isEmpty ? "; it has no options" : "; it takes \(allowed)"))
      }
    }
  }

  private func inject(_ name: FaultName, _ arguments: MetaArguments) throws(MetaError) {
    recorder?.expectsFaults = true
    let skipping = try Self.count(arguments, "--after", from: 0) ?? 0
    let times = try Self.count(arguments, "--times", from: 1) ?? Self.always
    switch name {
    case .syncError:
      let fault = DiskFault.failingSync(.ioError, dropping: !arguments.has("--keep"))
      replace(name, [fault.after(skipping).repeated(times)])
    case .writeError: replace(name, [DiskFault.failing(.write, .ioError).after(skipping).repeated(times)])
    case .fullDisk:
      let room = try Self.size(arguments.words[1])
      do throws(DiskError) { try disk.limitGrowth(to: room) } catch { throw failure(error) }
    case .shortWrite:
      let taking = try Self.size(arguments.words[1])
      if taking == 0 { throw MetaError("a write that takes nothing is not short; :fault enospc 0 makes the disk full") }
      let short = DiskFault.shortWrite(taking: taking, then: .noSpace).after(skipping).repeated(times)
      let stuck = DiskFault.failing(.truncate, .ioError).repeated(times)
      replace(name, arguments.has("--ftruncate-fails") ? [short, stuck] : [short])
    case .slowSync: setSyncDelay(try microseconds(arguments.words[1]))
    }
  }

  private static func count(
    _ arguments: MetaArguments, _ option: String, from least: Int
  ) throws(MetaError) -> Int? {
    guard let word = arguments.value(option) else { return nil }
    let text = String(decoding: word, as: UTF8.self)
    guard let number = Int(text), number >= least else {
      throw MetaError("\(option) takes a number from \(least) on, not '\(text)'")
    }
    return number
  }

  /// Puts `faults` in the place of those of the same name.
  private func replace(_ name: FaultName, _ faults: [DiskFault]) {
    let others = disk.faults.filter { FaultName($0) != name }
    disk.clearFaults()
    for fault in others + faults { disk.inject(fault) }
  }

  private func setSyncDelay(_ microseconds: Int64) {
    disk.syncDelay = microseconds
    worker.delay = microseconds
  }

  private func clear(_ name: FaultName) throws(MetaError) {
    switch name {
    case .fullDisk:
      do throws(DiskError) { try disk.limitGrowth(to: nil) } catch { throw failure(error) }
    case .slowSync: setSyncDelay(0)
    default: replace(name, [])
    }
  }

  private func clearAll() throws(MetaError) {
    for name in FaultName.allCases { try clear(name) }
  }

  // MARK: What is on

  private func showFaults() throws(MetaError) {
    let faults = disk.faults
    var lines: [(name: FaultName, text: String)] = []
    for fault in faults where fault.operation != .truncate {
      guard let name = FaultName(fault) else { continue }
      let isStuck = faults.contains { $0.operation == .truncate }
      lines.append((name, Self.text(fault, name, isStuck: isStuck)))
    }
    if let room = disk.room {
      let text =
        room == 0
        ? "the disk is full: no file grows" : "the disk is nearly full: it has room for \(Words.count(room, "byte"))"
      lines.append((.fullDisk, text))
    }
    if disk.syncDelay > 0 { lines.append((.slowSync, "every fsync takes \(Self.text(disk.syncDelay))")) }
    if lines.isEmpty { return write("no fault is on\n") }
    for (name, text) in lines { write("\(Words.padded(name.rawValue, 13))\(text)\n") }
  }

  private static func text(_ fault: DiskFault, _ name: FaultName, isStuck: Bool) -> String {
    let call = name == .syncError ? "fsync" : "write"
    let which =
      switch (fault.skipping, fault.times) {
      case (0, always): "every \(call)"
      case (0, let times): "the next \(times == 1 ? call : "\(times) \(call)s")"
      case (let skipping, always): "every \(call) after the next \(skipping)"
      case (let skipping, let times): "\(Words.count(times, call)) after the next \(skipping)"
      }
    let isOne = fault.times == 1 || fault.times == always
    let fails = isOne ? "fails" : "fail"
    switch name {
    case .syncError:
      let whose = isOne ? "its" : "their"
      let fate =
        fault.drops ? "\(whose) bytes are marked clean, but not on the disk" : "\(whose) bytes can be fsynced again"
      return "\(which) \(fails) with EIO, and \(fate)"
    case .writeError: return "\(which) \(fails) with EIO"
    default:
      let tail = isStuck ? ", and ftruncate fails with EIO" : ""
      let takes = isOne ? "takes" : "take"
      let finds = isOne ? "finds" : "find"
      return
        "\(which) \(takes) at most \(Words.count(fault.taking, "byte")), and then \(finds) the disk full\(tail)"
    }
  }

  private static func text(_ microseconds: Int64) -> String {
    if microseconds % 1_000_000 == 0 { return "\(microseconds / 1_000_000)s" }
    if microseconds % 1000 == 0 { return "\(microseconds / 1000)ms" }
    return "\(microseconds)us"
  }
}

extension FaultName {
  /// How it is given.
  fileprivate var example: String {
    switch self {
    case .fullDisk: ":fault enospc 1kb"
    case .shortWrite: ":fault short-write 10"
    case .slowSync: ":fault slow-fsync 2s"
    case .syncError, .writeError: ":fault \(rawValue)"
    }
  }
}
