/// How bytes reach the other end of a connection: a socket, or a test's memory.
public protocol ClientTransport: AnyObject {
  /// Sends bytes as far as the other end takes them, and keeps the rest to be sent as soon as it can.
  func send(_ bytes: Span<UInt8>)
  /// Whether it keeps so little that more may be sent.
  var takesMore: Bool { get }
  /// Bytes that it keeps.
  var unsentCount: Int { get }
  /// Bytes of memory that a connection with it takes that neither sends nor receives.
  var memory: Int { get }
  /// The number of its socket while that is open; -1 without one.
  var socket: Int32 { get }
  /// Ends the connection at once, without what it keeps.
  func close()
}

/// What is known of a connection when it begins.
public struct ClientPeer: Sendable {
  /// The address and port of the other end.
  public var address: String
  /// The address and port of this end.
  public var localAddress: String
  /// The number of the socket; -1 without one.
  public var descriptor: Int
  /// Whether the other end is on this machine.
  public var isLocal: Bool

  /// The path of the socket in the file system; nil for TCP.
  public var path: String?

  /// A peer of the given values.
  public init(address: String, localAddress: String, descriptor: Int, isLocal: Bool, path: String? = nil) {
    self.address = address
    self.localAddress = localAddress
    self.descriptor = descriptor
    self.isLocal = isLocal
    self.path = path
  }
}
