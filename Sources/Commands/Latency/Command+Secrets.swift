import Bytes

extension Command {
  /// Whether an argument is a secret, which neither the slow log nor MONITOR may show.
  public func hidesArgument(_ index: Int, _ arguments: Arguments) -> Bool {
    switch fullName {
    case "auth": return index > 0
    case "acl|setuser": return index > 1
    case "config|set":
      let secrets: [StaticString] = ["requirepass", "masterauth", "masteruser", "tls-key-file-pass"]
      return index > 2 && index % 2 == 1 && secrets.contains { arguments.isOption(at: index - 1, $0) }
    case "hello": return follows("auth", by: 2, index, after: 1, arguments)
    case "migrate":
      return follows("auth", by: 1, index, after: 5, arguments) || follows("auth2", by: 2, index, after: 5, arguments)
    default: return false
    }
  }

  /// Whether one of the `reach` arguments in front of this one, behind the first ones, is `option`.
  private func follows(
    _ option: StaticString, by reach: Int, _ index: Int, after first: Int, _ arguments: Arguments
  ) -> Bool {
    for back in 1...reach where index - back > first && arguments.isOption(at: index - back, option) { return true }
    return false
  }
}
