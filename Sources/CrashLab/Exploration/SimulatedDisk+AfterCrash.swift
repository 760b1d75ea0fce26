import Disk

extension SimulatedDisk {
  /// A copy of the disk as a crash leaves it: a power cut by `plan`, or a kill if that is nil.
  func afterCrash(_ plan: PowerCutPlan?) -> SimulatedDisk {
    let disk = snapshot()
    guard let plan else { return disk }
    do throws(DiskError) { _ = try disk.powerCut(keeping: plan) } catch {
      preconditionFailure("a simulated power cut cannot fail: \(error)")
    }
    return disk
  }
}
