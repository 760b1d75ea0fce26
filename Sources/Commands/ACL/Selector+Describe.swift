import Bytes

/// The rules that make a selector, as ACL LIST and the file of users hold them.
extension Selector {
  /// All rules: keys, channels, commands.
  func description(_ table: CommandTable) -> [UInt8] {
    var text = keyRules.isEmpty ? [] : keyRules + [0x20]
    if allowsAllChannels {
      text += Array("&* ".utf8)
    } else {
      text += Array("resetchannels ".utf8)
      if !channels.isEmpty { text += channelRules + [0x20] }
    }
    return text + Array(commandRules(table).utf8)
  }

  /// The patterns of keys.
  var keyRules: [UInt8] {
    if allowsAllKeys { return Array("~*".utf8) }
    let rules = keyPatterns.map { rule in
      Array((rule.reads ? rule.writes ? "~" : "%R~" : "%W~").utf8) + rule.pattern
    }
    return Array(rules.joined(separator: [0x20]))
  }

  /// The patterns of channels.
  var channelRules: [UInt8] {
    if allowsAllChannels { return Array("&*".utf8) }
    return Array(channels.map { [UInt8(ascii: "&")] + $0 }.joined(separator: [0x20]))
  }

  /// Rules that lead to the same set of commands, whatever the rules were that led to it.
  ///
  /// As in Redis, categories come first: always the one that, of those not taken yet, gets the fewest commands wrong,
  /// and more right than wrong. What is wrong then is corrected by single commands, here in alphabetical order.
  func commandRules(_ table: CommandTable) -> String {
    let adds = !beginsWithAll
    var rules = [adds ? "-@all" : "+@all"]
    var made = Selector(table)
    if !adds { made.setAllCommands(true) }
    var remaining = self
    var taken: ACLCategories = []
    while let (category, name) = remaining.bestCategory(except: taken, adds: adds, table) {
      rules.append((adds ? "+" : "-") + name)
      made.set(category, adds, table)
      remaining.set(category, !adds, table)
      taken.insert(category)
    }
    for command in table.byNumber {
      if commands[command.number] != made.commands[command.number] {
        rules.append((commands[command.number] ? "+" : "-") + command.fullName)
        made.set(command, commands[command.number])
      }
      guard !commands[command.number] else { continue }
      for first in firstArguments[command.number] ?? [] {
        rules.append("+\(command.fullName)|\(String(decoding: first, as: UTF8.self))")
      }
    }
    return rules.joined(separator: " ")
  }

  private func bestCategory(
    except taken: ACLCategories, adds: Bool, _ table: CommandTable
  ) -> (ACLCategories, String)? {
    var best: (category: ACLCategories, name: String)?
    var (fewestWrong, mostRight) = (Int.max, 0)
    for (category, name) in ACLCategories.names where !taken.contains(category) {
      var (right, wrong) = (0, 0)
      for command in table.byNumber where command.categories.contains(category) {
        if commands[command.number] == adds { right += 1 } else { wrong += 1 }
      }
      guard right > wrong, wrong < fewestWrong || (wrong == fewestWrong && right > mostRight) else { continue }
      best = (category, "\(name)")
      (fewestWrong, mostRight) = (wrong, right)
    }
    return best
  }
}
