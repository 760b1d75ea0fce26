import Bytes

extension RDBError {
  /// The lines that redis-server 7.0.15 logs, in order; for causes it does not have, a sentence.
  ///
  /// After an `Internal error` line the server prints the report of redis-check-rdb to its standard output, which is
  /// not part of these lines.
  public var logLines: [LogLine] {
    switch cause {
    case .shortRead, .readFailed:
      [.init(.warning) { $0.append(Self.shortReadText) }, internalError(line: 3249) { $0.append(checkText) }]
    case .wrongSignature, .unsupportedVersion: [.init(.warning) { $0.append(checkText) }]
    case .wrongChecksum(let stored, let computed):
      [
        .init(.warning) {
          $0.append("Wrong RDB checksum expected: (")
          $0.append(shortHexadecimal: computed)
          $0.append(") but got (")
          $0.append(shortHexadecimal: stored)
          $0.append("). Aborting now.")
        },
        internalError(line: 3225) { $0.append(checkText) },
      ]
    case .unknownObjectType(let type):
      [internalError(line: 2681) { $0.append("Unknown RDB encoding type ", Int(type)) }]
    case .unknownLengthEncoding: [internalError(line: 236) { $0.append(checkText) }]
    case .unknownStringEncoding: [internalError(line: 529) { $0.append(checkText) }]
    case .invalidCompression: [internalError(line: 413) { $0.append(checkText) }]
    case .unknownModuleOpcode: [internalError(line: 3066) { $0.append(checkText) }]
    case .moduleValue: [internalError(line: 2636) { $0.append(checkText) }]
    case .databaseOutOfRange, .duplicateKey, .moduleData, .unsupportedType, .corruptValue:
      [.init(.warning) { $0.append(checkText) }]
    }
  }

  private static var shortReadText: StaticString { "Short read or OOM loading DB. Unrecoverable error, aborting now." }

  private func internalError(line: Int, _ build: (inout ByteWriter) -> Void) -> LogLine {
    LogLine(.warning) {
      $0.append("Internal error in RDB reading offset ", reportedOffset)
      $0.append(", function at rdb.c:", line)
      $0.append(" -> ")
      build(&$0)
    }
  }
}

extension ByteWriter {
  mutating func append(_ text: StaticString, _ number: Int) {
    append(text)
    append(decimal: number)
  }

  /// Appends `value` in hexadecimal without leading zeroes, as `%llx` prints it.
  mutating func append(shortHexadecimal value: UInt64) {
    append(text: String(value, radix: 16))
  }
}
