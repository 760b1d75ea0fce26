/// The arguments of one command, borrowed from the bytes they arrived in; the first is the command's name.
public struct Arguments: ~Escapable {
  /// The bytes that the arguments are parts of.
  let bytes: Span<UInt8>
  /// Where in ``bytes`` each argument lies.
  let ranges: Span<Range<Int>>
  /// Where in `bytes` the whole request lies; empty when it is not canonical, or not known.
  private let request: Range<Int>

  /// The arguments at `ranges` of `bytes`.
  ///
  /// `request` is where the request lies that the scanner found canonical; an append-only file then takes its bytes as
  /// they are.
  @_lifetime(copy bytes, copy ranges)
  public init(_ bytes: Span<UInt8>, _ ranges: Span<Range<Int>>, canonical request: Range<Int> = 0..<0) {
    self.bytes = bytes
    self.ranges = ranges
    self.request = request
  }

  /// The bytes of the whole request as a client encodes it; empty when they are not known.
  public var canonicalRequest: Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(request) }
  }

  /// Number of arguments, the command's name included.
  public var count: Int { ranges.count }

  /// The bytes of one argument.
  public subscript(_ index: Int) -> Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(ranges[index]) }
  }

  /// The arguments from number `count` on, with which a command is named inside of another.
  @_lifetime(copy self)
  public func dropFirst(_ count: Int) -> Arguments { Arguments(bytes, ranges.extracting(count...)) }
}

/// A command's arguments in memory of its own: what MULTI queues, and what does not arrive as a request.
public struct OwnedArguments: Sendable {
  /// The bytes of all arguments, one after the other.
  public private(set) var bytes: [UInt8] = []
  /// Where each argument lies in ``bytes``.
  public private(set) var ranges: [Range<Int>] = []

  /// A copy of `arguments`.
  public init(copying arguments: Arguments) {
    for index in 0..<arguments.count { append(arguments[index]) }
  }

  /// The arguments in `list`.
  public init(_ list: [[UInt8]]) {
    for argument in list { append(argument.span) }
  }

  /// What Redis counts for arguments: their bytes, and a pointer for each.
  public var memory: Int { bytes.count + 8 * ranges.count }

  private mutating func append(_ argument: Span<UInt8>) {
    let start = bytes.count
    for index in argument.indices { bytes.append(argument[index]) }
    ranges.append(start..<bytes.count)
  }

  /// The arguments, borrowed.
  public var view: Arguments {
    @_lifetime(borrow self)
    get { Arguments(bytes.span, ranges.span) }
  }
}
