/// A stream that cannot hold anything yet.
@safe public struct StreamValue: CollectionValue {
  public static var type: ValueType { .stream }
  public private(set) var block: CollectionBlock

  public init() { fatalError("not there yet") }
  public init(block: CollectionBlock) { self.block = block }

  public var encodingName: StaticString { fatalError("not there yet") }
  public var count: Int { fatalError("not there yet") }
  public var memory: Int { fatalError("not there yet") }
  public func copy() -> StreamValue { fatalError("not there yet") }
  public func release() { fatalError("not there yet") }
}
