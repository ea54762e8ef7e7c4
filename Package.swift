// swift-tools-version: 6.2

import PackageDescription

var settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
// Set by scripts/test, so that a newer compiler's new warning never stops a build elsewhere.
if Context.environment["SKV_WARNINGS_AS_ERRORS"] != nil {
  settings.append(.treatAllWarnings(as: .error))
}

let package = Package(
  name: "skv",
  products: [
    .executable(name: "skv", targets: ["skv"]),
    // LosslessJSON is in both, since its values stand in their public declarations.
    .library(name: "SkillsVideo", targets: ["SkillsVideo", "LosslessJSON"]),
    .library(
      name: "SkvInterpreter", targets: ["SkvInterpreter", "SkillsVideo", "LosslessJSON"]),
  ],
  traits: [
    .trait(
      name: "StopPoints",
      description: "Lets the environment name a place at which skv dies, for scripts/chaos.")
  ],
  dependencies: [
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .target(name: "LosslessJSON", swiftSettings: settings),
    .target(name: "CContract"),
    .target(
      name: "Contracts", dependencies: ["LosslessJSON", "CContract"], swiftSettings: settings),
    .target(
      name: "SkillsScript", dependencies: ["LosslessJSON", "Contracts"], swiftSettings: settings),

    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
    .target(
      name: "CTLS", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    .target(
      name: "SkillsVideo",
      dependencies: [
        "LosslessJSON", "Contracts", "CCurl", "CCrypto",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),

    .target(
      name: "SkvInterpreter",
      dependencies: ["LosslessJSON", "Contracts", "SkillsScript", "SkillsVideo"],
      swiftSettings: settings),
    .target(
      name: "Sandbox",
      dependencies: [
        "LosslessJSON", "CTLS",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "skv",
      dependencies: [
        "LosslessJSON", "Contracts", "SkillsScript", "SkillsVideo", "SkvInterpreter", "Sandbox",
        "CLibEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),

    .testTarget(
      name: "LosslessJSONTests", dependencies: ["LosslessJSON"], swiftSettings: settings),
    .testTarget(
      name: "ContractsTests", dependencies: ["Contracts", "LosslessJSON"], swiftSettings: settings),
    // What scripts/fuzz feeds, and the tests in a small measure.
    .target(
      name: "Fuzz", dependencies: ["SkillsScript", "Contracts", "LosslessJSON"], path: "Tests/Fuzz",
      swiftSettings: settings),
    // What scripts/steps counts.
    .target(name: "CSteps", path: "Tests/CSteps"),
    .target(
      name: "Steps", dependencies: ["CSteps", "Fuzz", "SkillsScript", "Contracts"],
      path: "Tests/Steps", swiftSettings: settings),
    .testTarget(
      name: "SkillsScriptTests",
      dependencies: ["SkillsScript", "Contracts", "LosslessJSON", "Fuzz"],
      swiftSettings: settings),
    // Part of the tests under ThreadSanitizer; empty otherwise.
    .target(name: "CMutexWatch", path: "Tests/CMutexWatch"),
    .testTarget(
      name: "SkillsVideoTests",
      dependencies: ["CMutexWatch", "SkillsVideo", "Contracts", "LosslessJSON", "Sandbox"],
      exclude: ["Recipes/lock.schema.json"], swiftSettings: settings),
    .testTarget(
      name: "SkvInterpreterTests",
      dependencies: ["SkvInterpreter", "SkillsScript", "SkillsVideo", "Contracts", "LosslessJSON"],
      swiftSettings: settings),
    .testTarget(
      name: "SandboxTests", dependencies: ["Sandbox", "LosslessJSON"], swiftSettings: settings),
    // The engine's check of bodies and the sandbox's, held against each other.
    .testTarget(
      name: "AgreementTests", dependencies: ["Contracts", "Sandbox", "LosslessJSON"],
      swiftSettings: settings),
    .target(
      name: "ChildProcesses", path: "Tests/ChildProcesses", swiftSettings: settings),
    .executableTarget(
      name: "chaos",
      dependencies: [
        "ChildProcesses", "LosslessJSON", "Contracts", "SkillsVideo", "Sandbox",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Chaos", swiftSettings: settings),
    .target(
      name: "TerminalEmulator", path: "Tests/TerminalEmulator", swiftSettings: settings),
    .testTarget(
      name: "SkvPromptTests", dependencies: ["skv", "TerminalEmulator", "LosslessJSON"],
      swiftSettings: settings),
    .testTarget(
      name: "SkvCommandTests",
      dependencies: ["skv", "SkillsScript", "SkillsVideo", "Contracts", "LosslessJSON"],
      swiftSettings: settings),
    // Without package access it sees what a program of another package sees.
    .executableTarget(
      name: "EmbeddingExample", dependencies: ["SkvInterpreter", "SkillsVideo", "LosslessJSON"],
      path: "Tests/EmbeddingExample", packageAccess: false, swiftSettings: settings),
    .executableTarget(
      name: "ReadmeExample", dependencies: ["SkvInterpreter", "SkillsVideo", "LosslessJSON"],
      path: "Tests/ReadmeExample", packageAccess: false, swiftSettings: settings),
    .testTarget(
      name: "SkvEndToEndTests",
      dependencies: [
        "ChildProcesses", "LosslessJSON", "SkillsVideo", "Sandbox", "skv", "chaos",
        "EmbeddingExample",
        "ReadmeExample",
      ],
      swiftSettings: settings),
  ]
)
