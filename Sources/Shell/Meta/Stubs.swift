import RESP

extension MetaCommand {
  static let lifetime: [MetaCommand] = []
  static let configuration: [MetaCommand] = []
  static let looking: [MetaCommand] = []
  static let files: [MetaCommand] = []
  static let damage: [MetaCommand] = []
  static let checks: [MetaCommand] = []
  static let sessions: [MetaCommand] = []
}
struct DataMark {}
extension Workbench {
  func help(_ topic: [[UInt8]]) throws(MetaError) {}
}
