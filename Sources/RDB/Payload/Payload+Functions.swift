public import Bytes

/// What FUNCTION DUMP returns and FUNCTION RESTORE takes: the records of all libraries, and the footer of any payload.
extension Payload {
  /// Why FUNCTION RESTORE refuses a payload whose footer is right; the texts are Redis'.
  public enum FunctionRefusal: Error, Equatable, Sendable {
    /// `given type is not a function`.
    case notAFunction
    /// `failed loading functions payload`.
    case damaged
  }

  /// Appends the payload of libraries with these `sources`, in order. O(bytes).
  public static func append(functions sources: [[UInt8]], to output: inout ByteWriter, compresses: Bool = true) {
    var writer = RecordWriter(compresses: compresses, computesChecksum: false, sink: nil)
    for source in sources {
      writer.buffer.append(Format.function)
      writer.append(string: source.span)
    }
    writer.append(littleEndian: UInt64(Format.version), count: 2)
    writer.append(littleEndian: CRC64.checksum(writer.buffer.span), count: 8)
    output.append(writer.buffer.span)
  }

  /// The sources in a payload that was verified. O(bytes).
  public static func functions(in payload: Span<UInt8>) throws(FunctionRefusal) -> [[UInt8]] {
    let end = payload.count - footer
    var reader = reader(of: payload.extracting(0..<end))
    var sources: [[UInt8]] = []
    while reader.input.position < end {
      do throws(RDBError.Cause) {
        guard try reader.input.byte() == Format.function else { throw .unknownObjectType(0) }
        try reader.readString()
      } catch {
        if case .unknownObjectType = error { throw .notAFunction }
        throw .damaged
      }
      sources.append(reader.value)
    }
    return sources
  }
}
