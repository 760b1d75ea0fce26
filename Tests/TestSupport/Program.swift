/// Runs the package's executable as a user would.
public struct Program {
  /// What a run printed and how it ended.
  public struct Outcome {
    /// The exit status, or minus the signal that ended it.
    public let status: Int32
    /// Standard output.
    public let output: [UInt8]
    /// Standard error.
    public let errors: [UInt8]

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    /// Standard error as text.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  /// The path of the executable, built beside the tests.
  public static var path: String { ChildProcess.programFolder + "/aofsh" }

  /// Runs `aofsh` with `arguments` on `input`, in `directory`, and waits for its end.
  public static func run(
    _ arguments: [String], input: [UInt8] = [], directory: String? = nil
  ) throws(SystemFailure) -> Outcome {
    try run(path, arguments, input: input, directory: directory)
  }

  /// Runs any program likewise.
  public static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = [], directory: String? = nil
  ) throws(SystemFailure) -> Outcome {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.write(input, to: scratch.path + "/input")
    let child = try ChildProcess(
      program, arguments, input: scratch.path + "/input", output: scratch.path + "/output",
      errors: scratch.path + "/errors", directory: directory)
    let status = child.finish()
    return Outcome(
      status: status, output: ScratchDirectory.contents(scratch.path + "/output"),
      errors: ScratchDirectory.contents(scratch.path + "/errors"))
  }
}
