import Bytes
import Commands

extension Configuration {
  /// The text of a configuration file after CONFIG REWRITE; see ``RewrittenFile``. Directives that the file lacks are
  /// added in the order of their names if they are not the default; redis-server adds them in an order of chance.
  ///
  /// - Parameter users: the lines of the users, sorted; none when they have a file of their own.
  public func rewritten(_ contents: [UInt8], users: [[UInt8]] = []) -> [UInt8] {
    var file = RewrittenFile(contents)
    for directive in Directive.byName.values.filter({ $0.alias == nil }).sorted(by: { $0.name < $1.name }) {
      let name = Array((directive.name + " ").utf8)
      for (value, isNeeded) in rewrittenValues(of: directive) {
        file.put(name + value, for: directive.name, isNeeded: isNeeded)
      }
      file.finish(directive.name)
    }
    for user in users { file.put(user, for: "user", isNeeded: true) }
    file.finish("user")
    return file.contents
  }

  /// What follows the directive's name in each of its lines, and whether that must be there.
  private func rewrittenValues(of directive: Directive) -> [([UInt8], Bool)] {
    let value = value(of: directive.name) ?? []
    let isNeeded = value != preset(of: directive)
    switch directive.kind {
    case .savePoints: return savePointValues(value)
    case .outputLimits: return outputLimitValues(value)
    case .memory, .memoryOrPercent: return [(Array(Self.memoryText(value).utf8), isNeeded)]
    case .flag, .choice, .choices, .integer, .octal: return [(value, isNeeded)]
    case .keyspaceEvents: return [([UInt8](quoted: value.span), isNeeded)]
    case .words where !directive.isOneText: return wordValues(directive.name, value, isNeeded)
    case .text, .fileName, .words:
      if value.isEmpty, directive.preset.isEmpty, !directive.mayBeEmpty { return [] }
      return [([UInt8](quoted: value.span), isNeeded)]
    }
  }

  /// Save points stand in the file even if they are the default.
  private func savePointValues(_ value: [UInt8]) -> [([UInt8], Bool)] {
    let words = value.split(separator: 0x20)
    if words.isEmpty { return [(Array("\"\"".utf8), true)] }
    return stride(from: 0, to: words.count - 1, by: 2).map { (Array(words[$0] + [0x20] + words[$0 + 1]), true) }
  }

  /// Each class of clients has a line.
  private func outputLimitValues(_ value: [UInt8]) -> [([UInt8], Bool)] {
    let (words, defaults) = (value.split(separator: 0x20), preset("client-output-buffer-limit").split(separator: 0x20))
    return stride(from: 0, to: words.count - 3, by: 4).map { index in
      let name = words[index].elementsEqual("slave".utf8) ? Array("replica".utf8) : Array(words[index])
      let (hard, soft) = (Self.memoryText(Array(words[index + 1])), Self.memoryText(Array(words[index + 2])))
      let line = name + Array(" \(hard) \(soft) ".utf8) + words[index + 3]
      return (line, words[index..<(index + 4)] != defaults[index..<(index + 4)])
    }
  }

  private func wordValues(_ name: String, _ value: [UInt8], _ isNeeded: Bool) -> [([UInt8], Bool)] {
    switch name {
    case "replicaof":
      return value.isEmpty || value.span.equalsIgnoringCase("no one") ? [] : [(value, isNeeded)]
    case "latency-tracking-info-percentiles":
      // Redis finds that its default differs from itself.
      return [(value.isEmpty ? Array("\"\"".utf8) : value, true)]
    default:
      return [(value.isEmpty ? Array("\"\"".utf8) : value, isNeeded)]
    }
  }

  /// A number of bytes in the largest unit that divides it; other text as it is.
  private static func memoryText(_ value: [UInt8]) -> String {
    guard let bytes = value.span.canonicalInteger else { return String(decoding: value, as: UTF8.self) }
    for (unit, size) in [("gb", Int64(1 << 30)), ("mb", 1 << 20), ("kb", 1 << 10)]
    where bytes != 0 && bytes % size == 0 { return "\(bytes / size)\(unit)" }
    return String(bytes)
  }
}

extension Directive {
  /// Whether its words are one text for Redis, which is quoted.
  fileprivate var isOneText: Bool {
    name.hasSuffix("_cpulist") || name == "bind-source-addr" || name == "ignore-warnings"
  }

  /// Whether Redis tells an empty text from none.
  fileprivate var mayBeEmpty: Bool { ["aclfile", "ignore-warnings", "logfile"].contains(name) }
}
