/// Why a rule of an access control list is not acceptable, in Redis' words.
enum ACLError: Error {
  case syntax, unknownCommand, keysAfterAll, channelsAfterAll, noSuchPassword, badHash, firstArgumentOfSubcommand

  var text: String {
    switch self {
    case .syntax: "Syntax error"
    case .unknownCommand: "Unknown command or category name in ACL"
    case .keysAfterAll:
      """
      Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try \
      'resetkeys' to start with an empty list of patterns
      """
    case .channelsAfterAll:
      """
      Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try \
      'resetchannels' to start with an empty list of channels
      """
    case .noSuchPassword: "The password you are trying to remove from the user does not exist"
    case .badHash:
      "The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters"
    case .firstArgumentOfSubcommand: "Allowing first-arg of a subcommand is not supported"
    }
  }
}
