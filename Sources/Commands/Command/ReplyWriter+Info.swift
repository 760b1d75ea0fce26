import RESP

/// What COMMAND INFO tells of a command.
extension ReplyWriter {
  mutating func info(of command: Command) {
    array(10)
    bulk(text: command.fullName)
    integer(command.arity)
    names(of: command.flags, CommandFlags.names)
    let range = command.keyRange
    integer(range.first)
    integer(range.last)
    integer(range.step)
    names(of: command.categories, ACLCategories.names)
    set(command.tips.count)
    for tip in command.tips { bulk(text: tip) }
    set(command.keys.count)
    for specification in command.keys { keySpecification(specification) }
    // Without subcommands Redis sends an empty set here, with some an array.
    if command.subcommands.isEmpty { return set(0) }
    array(command.subcommands.count)
    for subcommand in command.subcommands { info(of: subcommand) }
  }

  /// Writes the names of those flags that `value` contains.
  mutating func names<Flags: OptionSet>(of value: Flags, _ names: [(Flags, StaticString)])
  where Flags.Element == Flags {
    let present = names.filter { value.contains($0.0) }
    set(present.count)
    for (_, name) in present { simple(name) }
  }

  private mutating func keySpecification(_ specification: KeySpecification) {
    map(specification.notes == nil ? 3 : 4)
    if let notes = specification.notes {
      bulk("notes")
      bulk(text: notes)
    }
    bulk("flags")
    names(of: specification.flags, KeyFlags.names)
    bulk("begin_search")
    switch specification.start {
    case .index(let index):
      search("index", [("index", index)])
    case .keyword(let word, let from):
      search("keyword", [("startfrom", from)], keyword: word)
    case .unknown:
      search("unknown", [])
    }
    bulk("find_keys")
    switch specification.extent {
    case .range(let last, let step, let limit):
      search("range", [("lastkey", last), ("keystep", step), ("limit", limit)])
    case .counted(let count, let first, let step):
      // Redis counts from where the keys begin.
      let start = if case .index(let index) = specification.start { index } else { 0 }
      search("keynum", [("keynumidx", count - start), ("firstkey", first - start), ("keystep", step)])
    case .unknown:
      search("unknown", [])
    }
  }

  /// Writes one half of a key specification: its type, and the numbers that belong to the type.
  private mutating func search(_ type: StaticString, _ numbers: [(StaticString, Int)], keyword: String? = nil) {
    map(2)
    bulk("type")
    bulk(type)
    bulk("spec")
    map(numbers.count + (keyword == nil ? 0 : 1))
    if let keyword {
      bulk("keyword")
      bulk(text: keyword)
    }
    for (name, number) in numbers {
      bulk(name)
      integer(number)
    }
  }
}
