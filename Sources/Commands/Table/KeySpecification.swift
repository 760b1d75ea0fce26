/// Where a command's keys are among its arguments.
public struct KeySpecification: Sendable {}
