/// One argument in a command's syntax.
public struct Argument: Sendable {}
