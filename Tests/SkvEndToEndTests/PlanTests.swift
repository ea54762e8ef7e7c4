import Foundation
import LosslessJSON
import Testing

/// `skv plan`: what a script would do now.
@Suite struct PlanTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let script = """
    budget 60 jobs
    use qwen-image
    set prompt "a tram, ${style}"
    sweep $style in ["ink", "oil"]
    run as grid to "grid/${style}.${run.ext}"
    use hailuo-2.3
    set prompt "rain falls"
    sweep first_frame_url in $grid
    run as clips
    expect $clips.status == COMPLETED
    """

  private func plan(_ arguments: String...) async throws -> Skv.Result {
    let result = try await Skv.run(
      ["plan", "--sandbox"] + arguments + ["film.skv"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    return result
  }

  @Test("a table has a row a job, and the totals stand on standard error")
  func table() async throws {
    try folder.write(Self.script, to: "film.skv")
    let before = try await plan()
    #expect(
      before.output == """
        job       what  credits  model       uses     with                                output
        grid[0]   pay         ?  qwen-image           style=ink                           grid/ink.${run.ext}
        grid[1]   pay         ?  qwen-image           style=oil                           grid/oil.${run.ext}
        clips[0]  pay         ?  hailuo-2.3  grid[0]  style=ink first_frame_url=$grid[0]  out/clips-1.${run.ext}
        clips[1]  pay         ?  hailuo-2.3  grid[1]  style=oil first_frame_url=$grid[1]  out/clips-2.${run.ext}

        """)
    #expect(
      before.errors.hasSuffix(
        """
        4 jobs: 4 pay
        credits: not known, the jobs are the first of their kind and the service documents no prices
        budget: at most 60 jobs

        """), "\(before.errors)")
    #expect(folder.files == ["film.skv"])
    let run = try await Skv.run(
      ["run", "--sandbox", "--only", "grid", "film.skv"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let between = try await plan()
    #expect(between.errors.contains("4 jobs: 2 pay, 2 reuse"))
    #expect(between.output.contains("grid[0]   reuse        0"))
    #expect(
      try await Skv.run(["run", "--sandbox", "film.skv"], in: folder).status == 0)
    #expect(try await plan().errors.contains("4 jobs: 4 reuse"))
    let fresh = try await plan("--fresh=grid[1]")
    #expect(fresh.errors.contains("4 jobs: 2 pay, 2 reuse"))
    #expect(fresh.errors.contains("credits: "))
  }

  @Test("the JSON form has every job, step and total")
  func json() async throws {
    try folder.write(Self.script, to: "film.skv")
    let value = try JSON(parsing: try await plan("--json").output)
    #expect(value.object?.map(\.key) == ["script", "jobs", "steps", "totals", "budget"])
    let clip = try #require(value["jobs"]?[2])
    #expect(
      clip.object?.map(\.key) == [
        "id", "label", "item", "take", "model", "work", "certain", "credits", "run",
        "generation_id", "uses", "variables", "request", "files", "output",
      ])
    #expect(clip["uses"] == [0] && clip["work"] == "pay" && clip["certain"] == false)
    #expect(clip["request"]?["first_frame_url"] == "$grid[0]")
    #expect(clip["variables"]?["style"] == "ink" && clip["credits"] == .null)
    #expect(value["jobs"]?[0]?["certain"] == true)
    #expect(
      value["steps"]?.array?.map { $0["kind"] } == ["run", "run", "expect"])
    #expect(value["totals"]?["pay"] == 4 && value["totals"]?["unknown_prices"] == 4)
    #expect(value["budget"]?["jobs"] == 60 && value["budget"]?["credits"] == .null)
  }

  @Test("it needs neither network nor key, and errors of the script end it with 65")
  func withoutKey() async throws {
    try folder.write("use qwen-image; set prompt \"p\"; run", to: "film.skv")
    let result = try await Skv.run(
      ["plan", "film.skv"], in: folder,
      environment: ["SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:1"])
    #expect(result.status == 0, "\(result.errors)")
    let wrong = try await Skv.run(["plan", "-c", "use qwen-imag"], in: folder)
    #expect(wrong.status == 65 && wrong.errors.contains("E0201"))
  }

  @Test("the report has a case for each job and each expectation")
  func report() async throws {
    try folder.write(
      Self.script
        + "\nexpect $grid.files[0].width > 90000\nuse qwen-image; set prompt \"q\"; run as more",
      to: "film.skv")
    let run = try await Skv.run(
      ["run", "--sandbox", "--report-junit", "report.xml", "film.skv"], in: folder)
    #expect(run.status == 30, "\(run.errors)")
    let bytes = try #require(folder.bytes(of: "report.xml"))
    let document = try XMLReading(Data(bytes))
    #expect(document.suite["tests"] == "7" && document.suite["failures"] == "1")
    #expect(document.suite["skipped"] == "1" && document.suite["errors"] == "0")
    #expect(
      document.cases.sorted()
        == [
          "clips[0]", "clips[1]", "expect $clips.status == COMPLETED passed",
          "expect $grid.files[0].width > 90000 failure X0801", "grid[0]", "grid[1]", "more skipped",
        ].map { $0.contains(" ") ? $0 : $0 + " passed" }.sorted())
    let unwritable = try await Skv.run(
      ["run", "--sandbox", "--report-junit", "no/such/report.xml", "film.skv"], in: folder)
    #expect(unwritable.status == 1)
    #expect(unwritable.errors.contains("cannot write no/such/report.xml"))
  }

  @Test("a report that cannot be written in the end hides no exit code")
  func fullReport() async throws {
    try folder.write(Self.script + "\nexpect $grid.files[0].width > 90000", to: "film.skv")
    let run = try await Skv.run(
      ["run", "--sandbox", "--report-junit", "/dev/full", "film.skv"], in: folder)
    #expect(run.status == 30, "\(run.errors)")
    #expect(run.errors.contains("cannot write /dev/full"))
    try folder.write(Self.script, to: "film.skv")
    let good = try await Skv.run(
      ["run", "--sandbox", "--report-junit", "/dev/full", "film.skv"], in: folder)
    #expect(good.status == 1, "\(good.errors)")
  }

  @Test(
    "the report of a script that was not begun says so, and keeps nothing of an older one",
    arguments: [
      ("use qwen-imag", [], 65), ("use qwen-image; set prompt \"p\"; run", ["--locked"], 34),
    ] as [(String, [String], Int32)])
  func notBegun(script: String, flags: [String], status: Int32) async throws {
    try folder.write(script, to: "film.skv")
    try folder.write("old", to: "report.xml")
    let run = try await Skv.run(
      ["run", "--sandbox", "--report-junit", "report.xml", "film.skv"] + flags, in: folder)
    #expect(run.status == status, "\(run.errors)")
    let document = try XMLReading(Data(try #require(folder.bytes(of: "report.xml"))))
    #expect(document.suite["errors"] == "1" && document.suite["tests"] == "1")
    #expect(document.cases == ["begin error exit \(status)"])
  }
}

/// The suite and the cases of a JUnit file.
private final class XMLReading {
  private(set) var suite: [String: String] = [:]
  private(set) var cases: [String] = []

  init(_ data: Data) throws {
    let text = String(decoding: data, as: UTF8.self)
    // One element a line is how it is written; the names and attributes are what counts.
    var name: String?
    for line in text.split(separator: "\n") {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("<testsuite ") { suite = Self.attributes(line) }
      if line.hasPrefix("<testcase ") {
        name = Self.attributes(line)["name"]
        if line.hasSuffix("/>") { cases.append("\(name ?? "") passed") }
      }
      for element in ["failure", "error", "skipped"] where line.hasPrefix("<\(element) ") {
        let type = Self.attributes(line)["type"].map { " " + $0 } ?? ""
        cases.append("\(name ?? "") \(element)\(type)")
      }
    }
    guard text.hasPrefix("<?xml"), text.hasSuffix("</testsuites>\n") else {
      throw CocoaError(.fileReadCorruptFile)
    }
  }

  private static func attributes(_ line: some StringProtocol) -> [String: String] {
    var attributes: [String: String] = [:]
    for match in String(line).matches(of: /([a-z]+)="([^"]*)"/) {
      attributes[String(match.1)] = String(match.2).replacing("&gt;", with: ">")
        .replacing("&quot;", with: "\"")
    }
    return attributes
  }
}
