import Bytes

/// Puts a listpack together, to be copied into a value.
@safe public struct ListpackBuilder: ~Copyable {
  private var list: Listpack

  /// An empty listpack.
  public init() { unsafe list = Listpack.make() }

  deinit { unsafe list.release() }

  /// Elements so far.
  public var count: Int { unsafe list.count }

  /// The listpack's bytes.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let span = unsafe list.span
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Adds an element at the end.
  public mutating func append(_ text: Span<UInt8>) { unsafe list.append(text) }

  /// Adds an element at the end.
  public mutating func append(integer: Int64) { unsafe list.append(integer: integer) }
}
