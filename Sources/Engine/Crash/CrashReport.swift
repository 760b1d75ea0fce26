public import AOF
public import Disk

/// How an engine is ended without a chance to clean up.
public enum Crash: Sendable, Equatable {
  /// As `kill -9` does: what was written survives in the page cache.
  case kill
  /// As a power cut does: only what was fsynced survives, and what the plan lets through besides.
  case power(PowerCutPlan)
}

/// What a crash took, stage by stage.
public struct CrashReport: Sendable {
  /// Which crash it was.
  public let crash: Crash
  /// Where the logged commands were when it happened.
  public let stages: AppendOnlyFile.Stages
  /// What is lost of them.
  public let loss: LossReport
  /// Whether the append-only file was on; without it everything since the last snapshot is lost.
  public let wasLogging: Bool
  /// Changes to the data set since the last snapshot.
  public let unsavedChanges: Int64
  /// What became of files and names in a power cut; nil after a kill.
  public let powerCut: PowerCutReport?
}
