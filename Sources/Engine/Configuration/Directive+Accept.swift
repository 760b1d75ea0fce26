import Bytes

/// Why a value is not acceptable, in Redis' words.
struct Unacceptable: Error {
  let reason: String
}

extension Directive {
  /// The value that is stored for the words after the directive's name.
  func accepted(_ words: [[UInt8]], current: [UInt8] = []) throws(Unacceptable) -> [UInt8] {
    switch kind {
    case .outputLimits: return try outputLimits(words, current: current)
    case .choices(let known): return try choices(words, known)
    case .savePoints: return try savePoints(words)
    case .words:
      try checkNumbers(words.flatMap { $0.split(separator: 0x20, omittingEmptySubsequences: false) })
      return Array(words.joined(separator: [0x20]))
    default: break
    }
    guard words.count == 1, let value = words.first else { throw Unacceptable(reason: "wrong number of arguments") }
    return try accepted(value)
  }

  private func accepted(_ value: [UInt8]) throws(Unacceptable) -> [UInt8] {
    let text = String(decoding: value, as: UTF8.self)
    switch kind {
    case .flag:
      let lower = text.lowercased()
      guard lower == "yes" || lower == "no" else { throw Unacceptable(reason: "argument must be 'yes' or 'no'") }
      return Array(lower.utf8)
    case .choice(let words):
      guard let word = words.first(where: { $0 == text.lowercased() }) else {
        throw Unacceptable(
          reason: "argument(s) must be one of the following: " + words.joined(separator: ", "))
      }
      return Array(word.utf8)
    case .integer(let range): return try integer(value, range)
    case .octal:
      guard let mode = Int64(text, radix: 8) else {
        throw Unacceptable(reason: "argument couldn't be parsed as an octal number")
      }
      return Array(String(mode, radix: 8).utf8)
    case .memory(let range): return try memory(value, range)
    case .memoryOrPercent: return try memoryOrPercent(text)
    case .fileName(let noun): return try fileName(value, noun)
    case .keyspaceEvents: return try keyspaceEvents(value)
    case .text, .words, .savePoints, .outputLimits, .choices: return value
    }
  }

  private func integer(_ value: [UInt8], _ range: ClosedRange<Int64>) throws(Unacceptable) -> [UInt8] {
    guard let number = value.span.canonicalInteger else {
      throw Unacceptable(reason: "argument couldn't be parsed into an integer")
    }
    return try inRange(number, range)
  }

  private func inRange(_ number: Int64, _ range: ClosedRange<Int64>) throws(Unacceptable) -> [UInt8] {
    guard range.contains(number) else {
      throw Unacceptable(
        reason: "argument must be between \(range.lowerBound) and \(range.upperBound) inclusive")
    }
    if name == "hz" { return Array(String(min(max(number, 1), 500)).utf8) }
    return Array(String(number).utf8)
  }

  private func memory(_ value: [UInt8], _ range: ClosedRange<Int64>) throws(Unacceptable) -> [UInt8] {
    guard let bytes = MemorySize.parse(value.span) else {
      throw Unacceptable(reason: "argument must be a memory value")
    }
    return try inRange(Int64(clamping: bytes), range)
  }

  private func memoryOrPercent(_ text: String) throws(Unacceptable) -> [UInt8] {
    if text.hasSuffix("%") {
      guard let percent = Int64(text.dropLast()), percent >= 0 else {
        throw Unacceptable(reason: "argument must be a memory or percent value")
      }
      guard percent <= 100 else {
        throw Unacceptable(reason: "percentage argument must be less or equal to 100")
      }
      return Array(text.utf8)
    }
    guard let bytes = MemorySize.parse(Array(text.utf8).span) else {
      throw Unacceptable(reason: "argument must be a memory or percent value")
    }
    return Array(String(bytes).utf8)
  }

  private func fileName(_ value: [UInt8], _ noun: String) throws(Unacceptable) -> [UInt8] {
    if value.isEmpty, name != "dbfilename" { throw Unacceptable(reason: "\(name) can't be empty") }
    if value.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
      throw Unacceptable(reason: "\(name) can't be a path, just \(noun)")
    }
    return value
  }

  /// Pairs of seconds and changes, or one empty word for none. CONFIG SET gives all in one word, with one blank
  /// between two numbers; as in Redis nothing at all counts as zero, which is enough for changes.
  private func savePoints(_ words: [[UInt8]]) throws(Unacceptable) -> [UInt8] {
    if words == [[]] { return [] }
    let numbers = words.flatMap { $0.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init) }
    var accepted: [[UInt8]] = []
    for (index, word) in numbers.enumerated() {
      let number = word.isEmpty ? 0 : word.span.canonicalInteger
      guard numbers.count % 2 == 0, let number, number >= (index % 2 == 0 ? 1 : 0) else {
        throw Unacceptable(reason: "Invalid save parameters")
      }
      accepted.append(Array(String(number).utf8))
    }
    return Array(accepted.joined(separator: [0x20]))
  }

  private func keyspaceEvents(_ value: [UInt8]) throws(Unacceptable) -> [UInt8] {
    let letters = Array("AghlszxetmdnKE$".utf8) + [UInt8(ascii: "$")]
    guard value.allSatisfy({ letters.contains($0) }) else {
      throw Unacceptable(reason: "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.")
    }
    var flags = Set(value)
    if flags.contains(UInt8(ascii: "A")) { flags.formUnion(Self.allKeyspaceEvents) }
    let hasAll = flags.isSuperset(of: Self.allKeyspaceEvents)
    let classes = hasAll ? [UInt8(ascii: "A")] : Self.allKeyspaceEvents.filter(flags.contains)
    return classes + Array("n".utf8).filter(flags.contains) + Array("KEm".utf8).filter(flags.contains)
  }

  /// The classes of events that `A` stands for, in the order in which Redis shows them.
  private static let allKeyspaceEvents = Array("g$lshzxetd".utf8)
}
