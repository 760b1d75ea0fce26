import TestSupport

/// How long and with which seeds random streams run; the environment says it:
///
/// ```
/// AOFSH_SEEDS=1-20 AOFSH_COMMANDS=200000 AOFSH_VOCABULARIES=list,hash \
///   swift test -c release -Xswiftc -enable-testing --filter RandomStreamTests
/// ```
///
/// `AOFSH_SEEDS` is a list of numbers and ranges, `AOFSH_COMMANDS` the number of commands of each run, and
/// `AOFSH_VOCABULARIES` a list of names out of ``Vocabulary/all``. Odd seeds speak RESP3, even ones RESP2; every third
/// seed writes base files as commands.
enum RunSettings {
  static let seeds: [Int] = {
    let text = EnvironmentVariable.value("AOFSH_SEEDS") ?? "1-2"
    return text.split(separator: ",").flatMap { part -> [Int] in
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      return Array(first...last)
    }
  }()

  static let commands = EnvironmentVariable.value("AOFSH_COMMANDS").flatMap { Int($0) } ?? 5000

  static let vocabularies: [Vocabulary] = {
    guard let names = EnvironmentVariable.value("AOFSH_VOCABULARIES")?.split(separator: ",") else {
      return Vocabulary.all
    }
    return Vocabulary.all.filter { vocabulary in names.contains { $0 == vocabulary.name } }
  }()
}
