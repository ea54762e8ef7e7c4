import Foundation
import LosslessJSON
import Testing

/// The whole language, from text to files, on the sandbox.
@Suite struct LanguageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func skv(
    _ arguments: [String], status: Int32 = 0, environment: [String: String] = [:],
    input: String? = nil
  ) async throws -> Skv.Result {
    let result = try await Skv.run(
      arguments, in: folder, input: input, environment: environment)
    #expect(result.status == status, "\(result.errors)")
    return result
  }

  private func run(
    _ script: String, _ arguments: [String] = [], status: Int32 = 0,
    environment: [String: String] = [:]
  ) async throws -> Skv.Result {
    try folder.write(script, to: "film.skv")
    return try await skv(
      ["run", "--sandbox", "--yes", "film.skv"] + arguments, status: status,
      environment: environment)
  }

  // MARK: - Scripts of the language's page

  @Test("a still that is good enough becomes the first frame of a clip")
  func lighthouse() async throws {
    let script = """
      skv 1
      budget 200 credits
      option output "out/${run.label}.${run.ext}"

      use seedream-4.5 for t2i                 # a still is cheap: choose the frame here
      set prompt \"\"\"
          Studio portrait of a lighthouse keeper,
          soft window light, 85mm, film grain
          \"\"\"
      set aspect_ratio 16:9
      run as still
      expect $still.files[0].width >= 1024

      use kling-ai/v3/video for i2v            # the still becomes the first frame
      set first_frame_url $still
      set prompt "he lifts the lantern, slow push-in"
      set duration 5s
      run as clip
      print "credits: ${still.credits} + ${clip.credits}"
      """
    let result = try await run(script)
    #expect(
      result.output.split(separator: "\n") == [
        "out/still.png", "out/clip.mp4", "credits: 1.5 + 12.5",
      ])
    #expect(result.errors.contains("`expect $still.files[0].width >= 1024` holds"))
    let again = try await run(script)
    #expect(again.errors.contains("clip: done before, nothing paid"))
  }

  @Test("a grid of stills becomes a grid of clips, and the style comes with them")
  func grid() async throws {
    let result = try await run(
      """
      budget 60 jobs
      option jobs 8
      use qwen-image
      set prompt "a tram in heavy rain, ${style}"
      sweep $style in ["noir ink", "gouache", "35mm"]
      sweep seed in 1..4
      option output "grid/${style}/s${run.seed}.${run.ext}"
      run as grid                              # 12 jobs
      use hailuo-2.3
      set prompt "rain falls, the tram pulls away"
      sweep first_frame_url in $grid           # one clip a still; style comes with it
      option output "grid/${style}/clip-${run.n}.${run.ext}"
      run as clips
      """)
    let styles = ["35mm", "gouache", "noir ink"]
    let stills = styles.flatMap { style in (1...4).map { "grid/\(style)/s\($0).png" } }
    let clips = zip(["noir ink", "gouache", "35mm"], [1, 5, 9]).flatMap { style, first in
      (first..<first + 4).map { "grid/\(style)/clip-\($0).mp4" }
    }
    #expect(Set(folder.files.filter { $0.hasPrefix("grid/") }) == Set(stills + clips))
    #expect(result.output.split(separator: "\n").count == 24)
  }

  @Test("a regression of a model takes its arguments from outside")
  func regression() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("fixtures"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Skv.repository + "/scripts/recipes/lighthouse.png",
      toPath: folder.file("fixtures/photo.png"))
    let script = """
      # Model under test.
      arg model in ["vidu/q3", "veo-3.1", "sora-2"] = "vidu/q3"
      arg photo file = @fixtures/photo.png
      option on-error continue
      use $model
      set prompt "regression prompt 7"
      run as plain x 3                         # three takes
      expect $plain.status == COMPLETED
      set first_frame_url $photo
      run as framed
      expect $framed.files[0].bytes < 50mb
      """
    let result = try await run(script)
    #expect(result.output.split(separator: "\n").count == 4)
    #expect(result.errors.contains("`expect $plain.status == COMPLETED` holds"))
    let other = try await run(script, ["model=veo-4"], status: 65)
    #expect(
      other.errors.contains(
        "error[E0217]: `veo-4` (model=) is not what `model` takes\n  --> film.skv:2:5"))
  }

  @Test("a table makes a job a row, and a result is saved once more")
  func table() async throws {
    try folder.write(
      "prompt,seed,duration,first_frame_url\n\"a fox, running\",1,5,https://example.com/a.png\nan owl,2,5,\n",
      to: "shots.csv")
    let script = """
      arg shots file = @shots.csv              # columns: prompt, seed, duration, first_frame_url
      use vidu/q3
      sweep from $shots
      run as reel
      save $reel[0] to "reel/cover.mp4"
      """
    let result = try await run(script)
    #expect(result.output.hasSuffix("reel/cover.mp4\n"))
    #expect(folder.bytes(of: "reel/cover.mp4") == folder.bytes(of: "out/reel-1.mp4"))
    #expect(folder.bytes(of: "reel/cover.mp4") != folder.bytes(of: "out/reel-2.mp4"))
    let again = try await run(script)
    #expect(again.output.hasSuffix("reel/cover.mp4\n"))
    #expect(folder.files.filter { $0.hasPrefix("reel/") } == ["reel/cover.mp4"])
  }

  // MARK: - Steps

  @Test("an expectation that does not hold keeps what is behind it from being paid: exit 30")
  func expectation() async throws {
    let script = """
      use qwen-image; set prompt "p"; run as still
      expect $still.files[0].width > 90000
      use hailuo-2.3; set prompt "p"; set first_frame_url $still; run as clip
      """
    let result = try await run(script, ["--json"], status: 30)
    let events = try result.jsonLines()
    let expectation = try #require(events.first { $0["event"] == "expectation" })
    #expect(expectation["holds"] == false && expectation["obstacle"] == .null)
    #expect(expectation["items"]?[0]?["place"] == "$still.files[0].width")
    #expect(events.contains { $0["event"] == "skipped" && $0["run"]?["label"] == "clip" })
    #expect(events.last?["exit_code"] == 30 && events.last?["failed_expectations"] == 1)
    #expect(!folder.files.contains("out/clip.mp4"))
    let goesOn = try await run("option on-error continue\n" + script, status: 30)
    #expect(goesOn.errors.contains("does not hold: $still.files[0].width is"))
    #expect(goesOn.errors.contains("[X0801]"))
    #expect(folder.files.contains("out/clip.mp4"))
  }

  @Test("a failure of an expectation over a sweep names the items")
  func expectationOfItems() async throws {
    let result = try await run(
      """
      use qwen-image; set prompt "p"; sweep seed in 1..3; run as grid
      expect $grid.seed in [1, 3]
      expect $grid.n == 3
      expect $grid.files[0] exists
      expect $grid.files[5] exists
      """, ["--on-error", "continue"], status: 30)
    #expect(
      result.errors.contains("`expect $grid.seed in [1, 3]` does not hold: $grid[1].seed is 2"))
    #expect(result.errors.contains("`expect $grid.n == 3` holds"))
    #expect(result.errors.contains("`expect $grid.files[0] exists` holds"))
    #expect(result.errors.contains("$grid[2].files[5] is not there"))
  }

  @Test("what is started runs beside what follows, and a print waits for what it reads")
  func started() async throws {
    let result = try await run(
      """
      option jobs 1
      use qwen-image
      set prompt "one"; start as one
      set prompt "two"; start as two
      print "first"
      print $two
      wait $one
      print "end"
      """)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "first" && lines.last == "end")
    let file = try #require(lines.firstIndex(of: "out/two.png"))
    #expect(lines[(file + 1)...].contains("out/two.png"))
  }

  @Test("a save never takes the place of another's file: exit 33")
  func saveInTheWay() async throws {
    try folder.write("mine", to: "cover.png")
    let result = try await run(
      "use qwen-image; set prompt \"p\"; run as a\nsave $a to \"cover.png\"", status: 33)
    #expect(result.errors.contains("save: `save $a to \"cover.png\"`: "))
    #expect(folder.bytes(of: "cover.png") == Array("mine".utf8))
  }

  @Test("files that a pattern matches are sent, in the order of their names")
  func pattern() async throws {
    for name in ["b", "a"] {
      try? FileManager.default.createDirectory(
        atPath: folder.file("frames"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Skv.repository + "/scripts/recipes/lighthouse.png",
        toPath: folder.file("frames/\(name).png"))
    }
    let result = try await run(
      """
      use v3/video; set prompt "p"
      sweep image_url in @frames/*.png
      run as clips to "${run.n}.mp4"
      """)
    #expect(result.output.split(separator: "\n").count == 2)
  }

  // MARK: - Arguments

  private static let prints = """
    arg a string = "none"
    arg b-c int = 1
    print "${a} ${b-c}"
    """

  @Test("arguments come from behind the script, flags, files and variables, in this order")
  func arguments() async throws {
    try folder.write("# values\na=from the file\n\nb-c=3\n", to: "values")
    try folder.write("{\"a\": \"from JSON\", \"b-c\": 4}", to: "values.json")
    let variables = ["SKV_ARG_A": "variable", "SKV_ARG_B_C": "2"]
    func printed(_ arguments: [String], _ environment: [String: String] = [:]) async throws
      -> String
    {
      try await run(Self.prints, arguments, environment: environment).output
    }
    #expect(try await printed([]) == "none 1\n")
    #expect(try await printed([], variables) == "variable 2\n")
    #expect(try await printed(["--args-file", "values"], variables) == "from the file 3\n")
    #expect(try await printed(["--args-file", "values.json"]) == "from JSON 4\n")
    #expect(try await printed(["--args-file", "values", "--arg", "a=flag"]) == "flag 3\n")
    #expect(try await printed(["--arg", "a=flag", "a=x=y", "b-c=5"]) == "x=y 5\n")
    #expect(
      try await skv(["run", "--sandbox", "-c", Self.prints, "a=text"]).output == "text 1\n")
  }

  @Test("an argument that the script does not declare, or of another type, is told")
  func wrongArguments() async throws {
    let unknown = try await run(Self.prints, ["aa=5"], status: 1)
    #expect(
      unknown.errors == "skv: aa=: film.skv has no argument `aa`; did you mean `a`?\n")
    let wrong = try await run(Self.prints, ["b-c=five"], status: 65)
    #expect(wrong.errors.contains("error[E0217]: `five` (b-c=) is not what `b-c` takes"))
    let file = try await run(Self.prints, ["--args-file", "gone"], status: 1)
    #expect(file.errors.contains("cannot read gone"))
    let none = try await run("arg a\nprint $a", status: 65)
    #expect(none.errors.contains("error[E0216]: the argument `a` has no value"))
  }

  // MARK: - Options

  @Test("a variable sets an option where neither flag nor script does")
  func optionVariables() async throws {
    let script = "use qwen-image; set prompt \"p\"; run as a"
    let variables = ["SKV_OPTION_OUTPUT": "env/${run.label}.${run.ext}"]
    func output(_ script: String, _ arguments: [String] = []) async throws -> String {
      try await run(script, arguments + ["--fresh"], environment: variables).output
    }
    #expect(try await output(script) == "env/a.png\n")
    #expect(
      try await output("option output \"own/${run.label}.${run.ext}\"\n" + script) == "own/a.png\n")
    #expect(
      try await output(script, ["--output", "flag/${run.label}.${run.ext}"]) == "flag/a.png\n")
    let wrong = try await run(
      script, status: 1, environment: ["SKV_OPTION_ON_ERROR": "sometimes"])
    #expect(wrong.errors.hasPrefix("skv: `SKV_OPTION_ON_ERROR` takes stop or continue"))
  }

  // MARK: - Findings in other files

  @Test("findings stand in the files that they are in")
  func otherFiles() async throws {
    try folder.write("prompt,seed\na,1\nb,two\n", to: "shots.csv")
    try folder.write("let style = 5\nlet style = 6\n", to: "style.skv")
    try folder.write(
      "include \"style.skv\"\nuse qwen-image; sweep from @shots.csv; run\n", to: "film.skv")
    let short = try await skv(["check", "--diagnostics", "short", "film.skv"], status: 65)
    #expect(
      short.errors == """
        style.skv:2:5: error E0205: `style` is bound already
        shots.csv:3:3: error E0301: `seed` of qwen-image takes a whole number

        """)
    let json = try await skv(["check", "--diagnostics", "json", "film.skv"], status: 65)
    let first = try JSON(parsing: String(json.errors.split(separator: "\n")[0]))
    #expect(first["file"] == "style.skv" && first["included_from"]?[0]?["file"] == "film.skv")
  }
}
