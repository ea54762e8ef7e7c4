import Foundation
import LosslessJSON
import Testing

/// A secret of the command line reaches the service in the request, and nothing else.
@Suite("A given secret")
struct GivenSecretTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "is sent, and stands in nothing that is shown or written",
    arguments: [
      "s3cr3t/t0ken+value", #"a "quoted" & <tagged> secret"#, "12345678",
      "a secret that is much longer than any of the forty places that a message or a table has for it",
    ])
  func kept(secret: String) async throws {
    let place = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: place)
    try folder.write(
      """
      arg token string
      use qwen-image; set prompt "a fox, ${token}"; set seed 12345678; run as fox
      print "token ${token}"
      set aspect_ratio $token; run
      """, to: "wrong.skv")
    try folder.write(
      """
      arg token string
      use qwen-image; set prompt "a fox, ${token}"; set seed 1; run as fox
      print "token ${token}"
      expect $fox.status == FAILED
      sweep $v in ["x ${token} y"]; set prompt $v; run as swept
      """, to: "film.skv")
    try folder.write(
      """
      arg token string
      use qwen-image; set prompt "a fox, ${token}"; set seed 12345678; run as numbered
      """, to: "numbers.skv")
    let search = KeySearch(secret)
    let given = ["--secret", "token=" + secret]
    for (arguments, status) in [
      (["check", "wrong.skv"], 65), (["plan", "film.skv"], 0), (["plan", "--json", "film.skv"], 0),
      (["run", "--json", "film.skv"], 30),
      (["run", "--on-error", "continue", "--report-junit", "report.xml", "film.skv"], 30),
      (["run", "--report-junit", "other.xml", "wrong.skv"], 65), (["runs"], 0), (["show", "1"], 0),
      (["show", "--json", "1"], 0),
    ] as [([String], Int32)] {
      let isScript = arguments.last?.hasSuffix(".skv") == true
      let result = try await Skv.run(
        arguments + (isScript ? given : []), in: folder, environment: sandbox.environment)
      #expect(result.status == status, "\(arguments): \(result.errors)")
      if secret != "12345678" || arguments.last != "wrong.skv" {
        #expect(search.traces(in: result) == [], "\(arguments): \(result.output)\(result.errors)")
        #expect(
          !result.output.contains(secret.prefix(30)) && !result.errors.contains(secret.prefix(30)))
      }
    }
    #expect(try sandbox.submissions().first?["input"]?["prompt"] == .string("a fox, " + secret))
    #expect(search.traces(below: folder, except: ["wrong.skv", "numbers.skv"]) == [])
    // A number that happens to have the digits of a secret is none, and what is written is still JSON.
    let numbers = try await Skv.run(
      ["run", "numbers.skv"] + given, in: folder, environment: sandbox.environment)
    #expect(numbers.status == 0, "\(numbers.errors)")
    let runs = try await Skv.run(["runs", "--json"], in: folder, environment: sandbox.environment)
    #expect(runs.status == 0, "\(runs.errors)")
    #expect(try runs.jsonLines().count >= 2)
  }

  @Test(
    "is refused where it could not be kept",
    arguments: [
      ("token=short", "at least 8 bytes"), ("token=      short    ", "at least 8 bytes"),
      ("token=one line\nand another", "one line without tabs"),
    ])
  func refused(value: String, message: String) async throws {
    try folder.write("arg token string; print $token", to: "film.skv")
    let result = try await Skv.run(["run", "film.skv", "--secret", value], in: folder)
    #expect(result.status == 1 && result.errors.contains(message), "\(result.errors)")
  }

  @Test("is a text, which alone can be taken out again")
  func number() async throws {
    try folder.write(
      "arg n int; use qwen-image; set prompt \"p\"; set seed $n; run", to: "film.skv")
    let result = try await Skv.run(
      ["run", "--sandbox", "film.skv", "--secret", "n=12345678"], in: folder)
    #expect(result.status == 65)
    #expect(result.errors.contains("only a text can be secret"), "\(result.errors)")
    #expect(!result.errors.contains("12345678"))
  }

  @Test(
    "is part of no name that is written down, and nothing is sent before that is found",
    arguments: [
      "set prompt \"p\"; run as first\nset prompt \"q\"",
      "set prompt \"p\"; run as first\nset image_urls [$first]",
      "option reuse off; set prompt \"p\"; run as first\nset prompt \"q\"",
    ])
  func inPaths(before: String) async throws {
    let place = try TemporaryFolder()
    let sandbox = try await SandboxProcess(in: place)
    try folder.write(
      """
      arg token string
      use gpt-image-2
      \(before); run as second to "out/${token}.png"
      """, to: "film.skv")
    let result = try await Skv.run(
      ["run", "film.skv", "--secret", "token=s3cr3t-t0ken"], in: folder,
      environment: sandbox.environment)
    #expect(result.status == 65, "\(result.errors)")
    #expect(result.errors.contains("a secret stands in the job's label"), "\(result.errors)")
    #expect(try sandbox.submissions().isEmpty)
    #expect(KeySearch("s3cr3t-t0ken").traces(below: folder) == [])
  }
}
