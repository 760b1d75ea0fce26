import Bytes

/// A key among a command's arguments.
public struct KeyPosition: Equatable, Sendable {
  /// The index of the argument.
  public let index: Int
  /// What the command does with the key.
  public let flags: KeyFlags
}

extension Command {
  /// The keys among `arguments`, which are of a number that the command accepts. O(number of arguments).
  public func keyPositions(_ arguments: Arguments) -> [KeyPosition] {
    var positions: [KeyPosition] = []
    // The shard channels of pub/sub are found like keys, and are none.
    for specification in keys where !specification.flags.contains(.notKey) {
      let flags = self.flags(of: specification, arguments)
      for index in specification.indices(arguments) where index < arguments.count {
        positions.append(KeyPosition(index: index, flags: flags))
      }
    }
    if name == "sort", let index = SortRequest.destination(in: arguments) {
      positions.append(KeyPosition(index: index, flags: [.overwrite, .update]))
    }
    return positions
  }

  /// What the command does with the keys of `specification`. With SET that depends on its options: with GET it reads
  /// the old value, without it does not care; with BITFIELD on its operations.
  private func flags(of specification: KeySpecification, _ arguments: Arguments) -> KeyFlags {
    guard specification.flags.contains(.variableFlags) else { return specification.flags }
    switch name {
    case "set":
      for index in 3..<max(3, arguments.count) where arguments.isOption(at: index, "get") {
        return [.readWrite, .access, .update]
      }
      return [.overwrite, .update]
    case "bitfield": return onlyReadsBits(arguments) ? [.readOnly, .access] : [.readWrite, .access, .update]
    default: return specification.flags
    }
  }

  /// Whether all operations of a BITFIELD are right ones that read.
  private func onlyReadsBits(_ arguments: Arguments) -> Bool {
    var index = 2
    while index < arguments.count {
      let left = arguments.count - index - 1
      if arguments.isOption(at: index, "get"), left >= 2 {
        index += 3
      } else if arguments.isOption(at: index, "overflow"), left >= 1 {
        index += 2
      } else {
        return false
      }
    }
    return true
  }

  /// The first key, the last (from the end if negative) and the step between keys, as clients knew them before there
  /// were key specifications. Zeros for what cannot be said so.
  var keyRange: (first: Int, last: Int, step: Int) {
    var result: (first: Int, last: Int, step: Int)?
    for specification in keys {
      guard case .index(let first) = specification.start,
        case .range(let last, let step, _) = specification.extent
      else { continue }
      let absolute = last >= 0 ? first + last : last
      guard let known = result else {
        result = (first, absolute, step)
        continue
      }
      if known.last >= 0, first == known.last + 1, step == known.step { result = (known.first, absolute, step) }
    }
    return result ?? (0, 0, 0)
  }
}

extension KeySpecification {
  /// The indices of the keys; those of arguments that are missing may be among them.
  fileprivate func indices(_ arguments: Arguments) -> StrideTo<Int> {
    guard let start = startIndex(arguments) else { return stride(from: 0, to: 0, by: 1) }
    switch extent {
    case .range(let last, let step, let limit):
      let span = limit >= 2 ? (arguments.count - start) / limit : arguments.count - start
      return stride(from: start, to: (last >= 0 ? start + last : start + span + last) + 1, by: step)
    case .counted(let count, let first, let step):
      guard count < arguments.count, let number = arguments[count].canonicalInteger, number > 0,
        number <= arguments.count
      else { return stride(from: 0, to: 0, by: 1) }
      return stride(from: first, to: first + Int(number) * step, by: step)
    case .unknown:
      return stride(from: 0, to: 0, by: 1)
    }
  }

  private func startIndex(_ arguments: Arguments) -> Int? {
    switch start {
    case .unknown:
      return nil
    case .index(let index):
      return index
    case .keyword(let word, let from):
      let word = Array(word.lowercased().utf8)
      let candidates =
        from >= 0
        ? stride(from: from, to: arguments.count, by: 1)
        : stride(from: arguments.count + from, to: 0, by: -1)
      for index in candidates where Self.isWord(arguments[index], word) { return index + 1 }
      return nil
    }
  }

  private static func isWord(_ argument: Span<UInt8>, _ word: [UInt8]) -> Bool {
    guard argument.count == word.count else { return false }
    return argument.indices.allSatisfy { argument[$0].asciiLowercased == word[$0] }
  }
}
