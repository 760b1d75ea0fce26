import Bytes
import Disk
import RDB
import SystemPackage

/// One file: what is in it, and what is done about it.
extension LogCheck {
  /// Where the reading of a file stopped.
  private enum Stop {
    /// At its end or at damage; what is sound ends at this offset.
    case sound(end: Int)
    /// At the annotation that the file is to be cut at.
    case time(at: Int)
    /// All has been said.
    case end
  }

  /// Checks one file, called `name` in most of what is printed, and repairs it if that is to be done.
  mutating func check(
    _ subject: Subject, name: [UInt8], isLast: Bool, hasSnapshot: Bool
  ) throws(End) -> Verdict {
    let file: any DiskFile
    do throws(DiskError) {
      file = try disk.open(subject.path, needsWriteAccess || task != .check ? .update : .read)
    } catch {
      throw end("Cannot open file ", subject.shown, ": \(error.reason), aborting...")
    }
    defer { close(file) }
    let size: Int
    do throws(DiskError) { size = try file.size() } catch { throw end("Cannot stat file: ", name, ", aborting...") }
    if size == 0 { return .empty }
    let start = hasSnapshot ? try checkSnapshot(file, name, size) : 0
    if task == .resync { return try resync(subject, name, file, from: start, size: size) }
    let stop: Stop
    do throws(DiskError) {
      let progress = hands.progress
      var reader = try CheckReader(file, from: start, progress: { progress($0, size) })
      stop = try scan(&reader, subject, name, isLast: isLast)
    } catch {
      throw end("Failed to read from AOF ", name, ", aborting...")
    }
    switch stop {
    case .end: throw End()
    case .sound(let end): return try conclude(subject, name, file, size: size, sound: end, isLast: isLast)
    case .time(let offset):
      guard try cut(subject, file, at: offset, size: size) else {
        throw end("Failed to truncate AOF ", subject.shown, timeText)
      }
      return .truncatedToTime
    }
  }

  private func checkSnapshot(_ file: any DiskFile, _ name: [UInt8], _ size: Int) throws(End) -> Int {
    let progress = hands.progress
    let subject = SnapshotCheck.Subject(name: name, size: size, now: now) { progress($0, size) }
    let verdict = SnapshotCheck.run(subject, hands.output, reading: file)
    switch verdict {
    case .sound(let end):
      say("RDB preamble is OK, proceeding with AOF tail...")
      return end
    case .damaged(let isFatal):
      if !isFatal { say("RDB preamble of AOF file is not sane, aborting.") }
      throw End()
    }
  }

  private mutating func scan(
    _ reader: inout CheckReader, _ subject: Subject, _ name: [UInt8], isLast: Bool
  ) throws(DiskError) -> Stop {
    var multi = 0
    var sound = reader.position
    reachedEnd = false
    reading: while true {
      if multi == 0 { sound = reader.position }
      guard let first = try reader.peekByte() else {
        reachedEnd = true
        break
      }
      switch first {
      case UInt8(ascii: "*"):
        if try !readCommand(&reader, subject, &multi) { break reading }
      case UInt8(ascii: "#"):
        switch try readAnnotation(&reader, subject, isLast: isLast, transaction: multi == 0 ? nil : sound) {
        case .passed: continue
        case .damaged: break reading
        case .cut(let offset): return .time(at: offset)
        case .end: return .end
        }
      default:
        line {
          $0.append("AOF ")
          $0.append(name)
          $0.append(" format error")
        }
        break reading
      }
    }
    if reachedEnd, multi != 0, damage.isEmpty {
      noteDamage { $0.append("Reached EOF before reading EXEC for MULTI") }
    }
    return .sound(end: sound)
  }

  /// Prints what was found, and cuts off what is not sound if that is to be done.
  private func conclude(
    _ subject: Subject, _ name: [UInt8], _ file: any DiskFile, size: Int, sound: Int, isLast: Bool
  ) throws(End) -> Verdict {
    if !damage.isEmpty { line { $0.append(damage) } }
    let difference = size - sound
    if difference == 0, case .truncate(let time) = task, time != 0 {
      line {
        $0.append("Truncate nothing in AOF ")
        $0.append(name)
        $0.append(text: timeText)
      }
      return .sound
    }
    line {
      $0.append("AOF analyzed: filename=")
      $0.append(name)
      $0.append(text: ", size=\(size), ok_up_to=\(sound), ok_up_to_line=\(lines), diff=\(difference)")
    }
    if difference <= 0 { return .sound }
    guard task == .fix else {
      throw end("AOF ", name, " is not valid. Use the --fix option to try fixing it.")
    }
    return try fix(subject, name, file, size: size, sound: sound, isLast: isLast)
  }

  private func fix(
    _ subject: Subject, _ name: [UInt8], _ file: any DiskFile, size: Int, sound: Int, isLast: Bool
  ) throws(End) -> Verdict {
    guard isLast else { throw end("Failed to truncate AOF ", name, " because it is not the last file") }
    offerResync(subject, file, size: size, sound: sound)
    line {
      $0.append("This will shrink the AOF ")
      $0.append(name)
      $0.append(text: " from \(size) bytes, with \(size - sound) bytes, to \(sound) bytes")
    }
    hands.output.print(Array("Continue? [y/N]: ".utf8))
    guard hands.confirm() else {
      say("Aborting...")
      throw End()
    }
    guard try cut(subject, file, at: sound, size: size) else { throw end("Failed to truncate AOF ", name) }
    return .truncated
  }

  /// Says so when whole commands follow the damage: they would be cut off with it.
  private func offerResync(_ subject: Subject, _ file: any DiskFile, size: Int, sound: Int) {
    do throws(DiskError) {
      let kept = try plan(file, from: sound, size: size).keptBytes(from: sound)
      if kept > 0 { hands.note("\(kept) bytes of whole commands follow the damage: --resync keeps them") }
    } catch {
      hands.note(error.description)
    }
  }

  /// Keeps the end of a file in another beside it, and cuts it off; false if that fails.
  ///
  /// Each step is durable before the next.
  private func cut(_ subject: Subject, _ file: any DiskFile, at offset: Int, size: Int) throws(End) -> Bool {
    do throws(DiskError) {
      let kept = try KeptBytes.keep(offset..<size, of: file, at: subject.path, on: disk)
      hands.note("The bytes cut off the AOF are kept in \(kept)")
      try file.truncate(to: offset)
      try file.sync()
      return true
    } catch {
      hands.note(error.description)
      return false
    }
  }
}
