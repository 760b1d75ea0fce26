import Testing

/// What lies where, and which target may import which.
@Suite struct LayoutTests {
  @Test func topLevelShowsNothingElse() throws {
    let visible = try SourceTree.names(at: SourceTree.root).filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(visible == ["Package.swift", "README.md", "Sources", "Tests", "examples"])
  }

  /// Each target and those of ours it may import; the order of the design, downwards only.
  static let order = [
    "CEditline", "CLua", "Bytes", "RESP", "Keyspace", "Commands", "RDB", "Lua", "Disk", "AOF", "Engine", "Bench",
    "CrashLab", "Shell",
    "Terminal", "Listener", "aofsh",
  ]
  /// Targets that know nothing of the engine.
  static let narrow: [String: Set<String>] = [
    "Bytes": [], "RESP": ["Bytes"], "Keyspace": ["Bytes"], "Commands": ["Bytes", "RESP", "Keyspace"],
    "RDB": ["Bytes", "Keyspace"], "Lua": ["Bytes", "CLua"], "Disk": ["Bytes"], "Terminal": ["Bytes", "CEditline"],
  ]
  static let outside: Set<String> = [
    "Glibc", "SystemPackage", "ArgumentParser", "Synchronization", "NIOCore", "NIOPosix",
  ]

  @Test(arguments: try SourceTree.swiftFiles(below: "Sources"))
  func importsGoOneWay(_ file: SourceTree.File) throws {
    let place = try #require(Self.order.firstIndex(of: file.target), "\(file.target) is no target of the design")
    for line in file.lines {
      guard let module = Self.importedModule(line) else { continue }
      #expect(module != "Foundation" && module != "FoundationEssentials", "\(file.name) imports \(module)")
      guard let imported = Self.order.firstIndex(of: module) else {
        #expect(Self.outside.contains(module), "\(file.name) imports \(module): not a dependency of the design")
        continue
      }
      #expect(imported < place, "\(file.name) imports \(module), which lies above it")
      if let allowed = Self.narrow[file.target] {
        #expect(allowed.contains(module), "\(file.name) imports \(module); \(file.target) stays free of it")
      }
    }
  }

  @Test func networkStaysInTheListener() throws {
    for file in try SourceTree.swiftFiles(below: "Sources") where file.target != "Listener" {
      #expect(!file.lines.contains { Self.importedModule($0)?.hasPrefix("NIO") == true }, "\(file.name)")
    }
  }

  @Test func argumentParserStaysInTheExecutable() throws {
    for file in try SourceTree.swiftFiles(below: "Sources") where file.target != "aofsh" {
      #expect(!file.lines.contains { Self.importedModule($0) == "ArgumentParser" }, "\(file.name)")
    }
  }

  private static func importedModule(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let index = words.firstIndex(of: "import"), index + 1 < words.count, !line.hasPrefix(" "),
      !line.hasPrefix("//")
    else { return nil }
    return String(words[index + 1].split(separator: ".")[0])
  }
}
