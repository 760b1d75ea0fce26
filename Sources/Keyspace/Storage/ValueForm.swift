/// The type and the encoding of a value, as an entry's first byte holds them.
struct ValueForm: Equatable {
  /// The type in bits 0–2, the encoding in bits 4–7.
  let bits: UInt8

  init(bits: UInt8) { self.bits = bits }

  /// A string.
  init(_ encoding: StringEncoding) { bits = encoding.rawValue << 4 }

  /// A collection.
  init(_ type: ValueType, encoding: UInt8) { bits = type.rawValue | encoding << 4 }
}
