/// The ACL categories of a command that do not follow from its flags.
public struct ACLCategories: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}
