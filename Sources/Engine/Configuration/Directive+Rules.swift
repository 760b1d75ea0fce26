import Bytes

/// Directives with rules of their own for what they take, in the words of redis-server 7.0.15.
extension Directive {
  /// The value of a directive that is kept as words.
  func keptWords(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    switch name {
    case "oom-score-adj-values": try scores(Self.separated(words))
    case "latency-tracking-info-percentiles": try percentiles(Self.separated(words))
    default: Array(words.joined(separator: [0x20]))
    }
  }

  /// The words of a value; CONFIG SET gives all in one, with one blank between two.
  static func separated(_ words: [[UInt8]]) -> [[UInt8]] {
    guard words.count == 1 else { return words }
    return words[0].isEmpty ? [] : words[0].split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
  }

  private func scores(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    guard words.count == 3 else { throw Unacceptable(reason: "wrong number of arguments") }
    var scores: [String] = []
    for word in words {
      // Nothing at all counts as zero.
      let score = word.isEmpty ? 0 : Int(String(decoding: word, as: UTF8.self))
      guard let score, (-2000...2000).contains(score) else {
        throw Unacceptable(reason: "Invalid oom-score-adj-values, elements must be between -2000 and 2000.")
      }
      scores.append(String(score))
    }
    return Array(scores.joined(separator: " ").utf8)
  }

  private func percentiles(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    var percentiles: [String] = []
    for word in words {
      guard let number = Double(String(decoding: word, as: UTF8.self)), !number.isNaN else {
        throw Unacceptable(reason: "Invalid latency-tracking-info-percentiles parameters")
      }
      guard (0...100).contains(number) else {
        throw Unacceptable(reason: "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]")
      }
      percentiles.append(Self.millionths(number))
    }
    return Array(percentiles.joined(separator: " ").utf8)
  }

  /// A number with up to six digits behind its point.
  private static func millionths(_ number: Double) -> String {
    let millionths = Int((number * 1_000_000).rounded())
    var digits = Substring(String(millionths % 1_000_000 + 1_000_000)).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(millionths / 1_000_000)" + (digits.isEmpty ? "" : ".") + digits
  }

  /// Refuses a text that the directive cannot be.
  func checkText(_ text: String) throws(Unacceptable) {
    switch name {
    case "proc-title-template":
      if !Self.isTitleTemplate(text) {
        throw Unacceptable(reason: "template format is invalid or contains unknown variables")
      }
    case "cluster-announce-hostname":
      if text.utf8.count >= 256 { throw Unacceptable(reason: "Hostnames must be less than 256 characters") }
      guard text.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == 0x2D || $0 == 0x2E }) else {
        throw Unacceptable(reason: "Hostnames may only contain alphanumeric characters, hyphens or dots")
      }
    default: break
    }
  }

  /// Whether a template of the process' title names only what there is, and is not blank. `{{` stands for a brace.
  private static func isTitleTemplate(_ template: String) -> Bool {
    let variables = ["title", "listen-addr", "server-mode", "port", "tls-port", "unixsocket", "config-file"]
    var rest = template[...]
    while let brace = rest.firstIndex(of: "{") {
      rest = rest[rest.index(after: brace)...]
      if rest.first == "{" {
        rest.removeFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}"), variables.contains(String(rest[..<end])) else { return false }
      rest = rest[rest.index(after: end)...]
    }
    return template.contains { $0 != " " }
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(asciiLowercased)
  }
}
