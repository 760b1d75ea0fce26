import CrashLab
import Disk
import SystemPackage

extension ExploreRunner {
  /// Runs the script once for each failure that can strike an operation of its disk, and tries crashes after it, and
  /// at depth two crashes of the recovery from kills and of what follows it.
  func exploreFaults(_ setting: Setting, _ run: Run, _ plan: Plan) throws(WorkbenchError) -> Findings {
    var exploration = Exploration(fileSystem: setting.fileSystem)
    exploration.depth = plan.depth
    exploration.isThorough = false
    exploration.stride = plan.stride
    var faults = InjectedFault.all(for: run.recorder.operations)
    faults.append(.slowSync(seconds: Int(Self.slowSyncSeconds)))
    for (line, operation) in run.rewriting {
      faults.append(.killedChild(afterLine: setting.script.lines[line].number, operation))
    }
    var explorer = Explorer(exploration)
    for (index, fault) in faults.enumerated() {
      progress("\(setting.title): \(fault.kind.rawValue)", Double(index) / Double(faults.count))
      explorer.explore(try record(setting, setting.allLines, fault).recorder, after: fault)
    }
    return explorer.findings
  }
}
