import Bytes
import Disk

extension LogCheck {
  /// What an annotation means for the check.
  enum Annotation {
    /// Nothing.
    case passed
    /// It is torn.
    case damaged
    /// The file is to be cut here.
    case cut(at: Int)
    /// The check ends; all has been said.
    case end
  }

  /// The time that a file is to be cut at, as the messages end.
  var timeText: String {
    if case .truncate(let time) = task { return " to timestamp \(time)" }
    return ""
  }

  /// Reads an annotation: the piece of at most 1023 bytes in which Redis' tool reads one.
  ///
  /// - Parameter transaction: where the MULTI of an open transaction is.
  mutating func readAnnotation(
    _ reader: inout CheckReader, _ subject: Subject, isLast: Bool, transaction: Int?
  ) throws(DiskError) -> Annotation {
    readOffset = reader.position
    let length = try reader.lineLength(atMost: Self.longestAnnotation)
    let isWhole = reader.byte(length - 1) == 0x0A || length == Self.longestAnnotation
    let isTime = length >= 4 && reader.ahead(4).equals("#TS:")
    let number = CheckNumber(reader.ahead(length), from: min(4, length))
    let isNumber = !number.isOutOfRange && number.end < length && reader.byte(number.end) == 0x0D
    _ = reader.skip(length)
    if case .truncate(let time) = task, time != 0, isTime {
      guard isNumber else {
        say("Invalid timestamp annotation")
        return .end
      }
      if number.value > time { return cut(subject, at: transaction ?? readOffset, isLast: isLast) }
    }
    if isWhole { return .passed }
    // Redis' tool takes it for whole. What is appended behind it would be taken for a part of it.
    noteDamage({ $0.append("Reached EOF before the end of an annotation") })
    return .damaged
  }

  private func cut(_ subject: Subject, at offset: Int, isLast: Bool) -> Annotation {
    guard case .truncate(let time) = task else { return .passed }
    if offset == 0 {
      line {
        $0.append("AOF ")
        $0.append(subject.shown)
        $0.append(text: " has nothing before timestamp \(time), aborting...")
      }
      return .end
    }
    if isLast { return .cut(at: offset) }
    line {
      $0.append("Failed to truncate AOF ")
      $0.append(subject.shown)
      $0.append(text: "\(timeText) to offset \(offset) because it is not the last file.")
    }
    say(
      "If you insist, please delete all files after this file according to the manifest file and delete the "
        + "corresponding records in manifest file manually. Then re-run redis-check-aof.")
    return .end
  }
}
