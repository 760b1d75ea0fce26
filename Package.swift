// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: all unsafe code is marked, and every warning is an error.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  // Debug builds, and so all tests, check exclusive access at run time. In release builds the checks of class
  // properties would take more than half of the time of a command.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

func target(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name, dependencies: ["TestSupport"] + dependencies, resources: resources, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]

let package = Package(
  name: "aofsh",
  products: [.executable(name: "aofsh", targets: ["aofsh"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .target(name: "CEditline", linkerSettings: [.linkedLibrary("edit")]),
    target("Bytes", []),
    target("RESP", ["Bytes"]),
    target("Keyspace", ["Bytes"]),
    target("Commands", ["Bytes", "RESP", "Keyspace"]),
    target("RDB", ["Bytes", "Keyspace"]),
    .target(name: "CLua"),
    target("Lua", ["Bytes", "CLua"]),
    target("Disk", ["Bytes", system]),
    target("AOF", ["Bytes", "RESP", "Keyspace", "Commands", "RDB", "Disk", system]),
    target("Engine", ["Bytes", "RESP", "Keyspace", "Commands", "RDB", "Lua", "Disk", "AOF", system]),
    target("Bench", ["Bytes", "RESP", "Keyspace", "Commands", "RDB", "Disk", "AOF", "Engine", system]),
    target("CrashLab", ["Bytes", "RESP", "Keyspace", "Commands", "Disk", "AOF", "Engine", "Bench", system]),
    target(
      "Shell", ["Bytes", "RESP", "Keyspace", "Commands", "RDB", "Disk", "AOF", "Engine", "Bench", "CrashLab", system]),
    target("Terminal", ["Bytes", "CEditline"]),
    target(
      "Listener", ["Bytes", "RESP", "Keyspace", "Commands", "Disk", "AOF", "Engine", system] + nio),
    .executableTarget(
      name: "aofsh",
      dependencies: [
        "Bytes", "Commands", "RDB", "AOF", "Engine", "Bench", "Disk", "Shell", "Terminal", "Listener", argumentParser,
        system,
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Bytes"], path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "EngineHarness",
      dependencies: ["TestSupport", "Bytes", "RESP", "Keyspace", "Commands", "Disk", "AOF", "Engine", system],
      path: "Tests/EngineHarness", swiftSettings: settings),
    tests("BytesTests", ["Bytes"]),
    tests("RESPTests", ["Bytes", "RESP"]),
    tests("KeyspaceTests", ["Bytes", "Keyspace"]),
    tests("CommandsTests", ["Bytes", "RESP", "Keyspace", "Commands"]),
    tests("RDBTests", ["Bytes", "Keyspace", "RDB"], resources: [.copy("Fixtures")]),
    tests("DiskTests", ["Bytes", "Disk", system]),
    tests("AOFTests", ["Bytes", "RESP", "Keyspace", "Commands", "RDB", "Disk", "AOF", system]),
    tests(
      "EngineTests",
      ["EngineHarness", "Bytes", "RESP", "Keyspace", "Commands", "Lua", "Disk", "AOF", "Engine", system]),
    tests("BenchTests", ["Bytes", "RESP", "Commands", "Disk", "Engine", "Bench", system]),
    tests("ShellTests", ["CrashLab", "Bytes", "RESP", "Commands", "Disk", "Engine", "Shell", system]),
    tests("TerminalTests", ["Bytes", "Terminal"]),
    tests(
      "ListenerTests",
      ["EngineHarness", "Bytes", "RESP", "Commands", "Disk", "Engine", "Listener", "aofsh", system],
      resources: [.copy("Clients")]),
    tests("CommandLineTests", ["Bytes", "aofsh", system]),
    tests("ExampleTests", ["Bytes", "Disk", "aofsh", system]),
    tests("DifferentialTests", ["EngineHarness", "Bytes", "RESP", "Commands", "Lua", "Disk", "AOF", "Engine", system]),
    tests("SoakTests", ["CrashLab", "Bytes", "RESP", "Commands", "Disk", "AOF", "Engine", "aofsh", system]),
    tests("TidyTests", ["Bytes", "Disk", system]),
  ]
)
