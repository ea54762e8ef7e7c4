import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Sweeps")
struct SweepTests {
  private func requests(_ text: String, files: [String: String] = [:]) throws -> [String] {
    try CheckHarness.plan(text, files: files).jobs.map { $0.request.sketch.canonicalForm }
  }

  private func paths(_ plan: Plan) -> [String] {
    plan.jobs.map { job in
      job.destination.pieces.map { piece in
        if case .text(let text) = piece { text } else { "*" }
      }.joined()
    }
  }

  @Test("parts of a list that holds variables can be set, and the others stay")
  func partsOfLists() throws {
    #expect(
      try requests(
        """
        use lab/clip
        set tags ["a ${w}", $w]
        set tags[0] "known"
        set camera {"mode": "fast", "size": $n}
        set camera.mode slow
        sweep $w in ["x", "y"]
        sweep $n in [1]
        run
        """) == [
          #"{"camera":{"mode":"slow","size":1},"tags":["known","x"]}"#,
          #"{"camera":{"mode":"slow","size":1},"tags":["known","y"]}"#,
        ])
  }

  @Test("the name of a file may hang on variables, and each job has the file of its values")
  func files() throws {
    let script = """
      use lab/clip
      set image_url @"refs/${shot}.png"
      set prompt @"${shot}.txt"
      sweep $shot in ["a", "b"]
      run as g
      """
    let plan = try CheckHarness.plan(
      script, files: ["refs/a.png": "a", "refs/b.png": "b", "a.txt": "one", "b.txt": "two"])
    #expect(plan.jobs.map { $0.request.sketch["prompt"] } == ["one", "two"])
    #expect(
      plan.jobs.map { $0.request.files.map(\.media.path) } == [["refs/a.png"], ["refs/b.png"]])
    let missing = try CheckHarness.check(
      "use lab/clip; set prompt @\"${shot}.txt\"; sweep $shot in [\"a\", \"gone\"]; run",
      files: ["a.txt": "one"])
    #expect(CheckHarness.codes(missing.diagnostics) == ["E0501"])
    let late = try CheckHarness.check(
      "use lab/still; sweep $v in [1]; run as s; use lab/clip; sweep $v in [1]; set prompt @\"${s.id}-${v}.txt\"; run"
    )
    #expect(CheckHarness.codes(late.diagnostics) == ["E0402"])
  }

  @Test("axes multiply, the last one fastest, takes within")
  func product() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      set prompt "a ${style} fox"
      sweep $style in ["red", "blue"]
      sweep seed in 1..2
      run as g x 2
      """)
    #expect(
      plan.jobs.map { $0.request.sketch.canonicalForm } == [
        #"{"prompt":"a red fox","seed":1}"#, #"{"prompt":"a red fox","seed":1}"#,
        #"{"prompt":"a red fox","seed":2}"#, #"{"prompt":"a red fox","seed":2}"#,
        #"{"prompt":"a blue fox","seed":1}"#, #"{"prompt":"a blue fox","seed":1}"#,
        #"{"prompt":"a blue fox","seed":2}"#, #"{"prompt":"a blue fox","seed":2}"#,
      ])
    #expect(plan.jobs.map(\.take) == [1, 2, 1, 2, 1, 2, 1, 2])
    #expect(plan.jobs[4].variables.map { "\($0.name)=\($0.value)" } == ["style=blue"])
    #expect(paths(plan).first == "out/g-1.*" && paths(plan).last == "out/g-8.*")
  }

  @Test("an axis holds for the next run only, and wins over what is set")
  func nextRunOnly() throws {
    #expect(
      try requests("use lab/still\nset seed 9\nset prompt \"p\"\nsweep seed in [1]\nrun\nrun") == [
        #"{"prompt":"p","seed":1}"#, #"{"prompt":"p","seed":9}"#,
      ])
  }

  @Test("fields keep the place at which they were first set")
  func order() throws {
    let plan = try CheckHarness.plan(
      "use lab/still\nset seed 9\nset prompt \"p\"\nsweep seed in [1]\nrun")
    guard case .object(let members) = plan.jobs[0].request.sketch else { return }
    #expect(members.map(\.key) == ["seed", "prompt"])
  }

  @Test("ranges splice into lists, and constants hold lists")
  func lists() throws {
    #expect(
      try requests("let s = [1, 3..4]\nuse lab/still\nsweep seed in $s\nrun") == [
        #"{"seed":1}"#, #"{"seed":3}"#, #"{"seed":4}"#,
      ])
  }

  @Test("paths hold variables, made safe, and the numbers of jobs and takes")
  func outputPaths() throws {
    let plan = try CheckHarness.plan(
      """
      option output "${style}/${run.take}-${run.n}-${run.index}.${run.ext}"
      use lab/still
      set prompt $style
      sweep $style in ["a/b", "..", "c:d"]
      run x 2
      """)
    #expect(
      paths(plan) == [
        "a-b/1-1-0.*", "a-b/2-2-1.*", "--/1-3-2.*", "--/2-4-3.*", "c-d/1-5-4.*", "c-d/2-6-5.*",
      ])
  }

  @Test(
    "names that some file system cannot have are changed",
    arguments: [
      ("CON", "CON-"), ("lpt1", "lpt1-"), ("a.", "a-"), ("a ", "a-"), (".a", "-a"), ("a\tb", "a-b"),
      ("a?b", "a-b"), ("консоль", "консоль"),
    ])
  func safeNames(_ value: String, _ name: String) throws {
    let plan = try CheckHarness.plan(
      "use lab/still\nsweep $v in [\(Quoting.quoted(value))]\nset prompt $v\nrun to \"${v}/x.png\"")
    #expect(paths(plan) == ["\(name)/x.png"])
  }

  @Test("paths that differ in upper and lower case only are one")
  func letterCase() throws {
    let checked = try CheckHarness.check(
      "use lab/still\nsweep $v in [\"Ink\", \"ink\"]\nset prompt $v\nrun to \"${v}.png\"")
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0507"])
    #expect(
      checked.diagnostics.first?.primary.text == "without regard to upper and lower case")
  }

  @Test("a job that takes a result has the variables of that result, and passes them on")
  func inherited() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      set prompt $style
      sweep $style in ["ink", "oil"]
      sweep seed in 1..2
      run as grid
      use lab/clip
      sweep image_url in $grid
      run as clips to "${style}/${run.n}.${run.ext}"
      use lab/slow
      set video_url $clips[3]
      run as end to "${style}.${run.ext}"
      """)
    #expect(paths(plan)[4...] == ["ink/1.*", "ink/2.*", "oil/3.*", "oil/4.*", "oil.*"])
    #expect(plan.jobs[6].parents == [JobID(2)])
    #expect(plan.jobs[8].parents == [JobID(7)])
  }

  @Test("its own value of a variable wins over the one that comes with a result")
  func ownWins() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      sweep $v in ["a"]
      set prompt $v
      run as s
      use lab/clip
      set image_url $s
      set prompt $v
      sweep $v in ["b"]
      run
      """)
    #expect(plan.jobs[1].request.sketch["prompt"] == "b")
  }

  @Test("a variable can be a result, and a text can name its parts")
  func resultVariable() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      run as grid x 2
      use lab/clip
      sweep $shot in $grid
      set image_url $shot
      set prompt "like ${shot.id}"
      run
      """)
    #expect(
      plan.jobs[2].request.sketch.canonicalForm
        == #"{"image_url":"$grid[0]","prompt":"like ${grid[0].id}"}"#)
    #expect(plan.jobs[3].parents == [JobID(1)])
  }

  @Test("files that a pattern matches make an axis")
  func pattern() throws {
    let plan = try CheckHarness.plan(
      "use lab/clip\nsweep image_url in @frames/*.png\nrun",
      files: ["frames/b.png": "b", "frames/a.png": "a", "frames/c.txt": "c"])
    #expect(plan.jobs.map { $0.request.sketch["image_url"] } == ["@frames/a.png", "@frames/b.png"])
  }

  @Test("what a script hangs on is bounded")
  func edges() throws {
    let text = """
      use lab/still
      run as grid x 2000
      use lab/words
      set prompt "${grid.credits}"
      run x 499
      run
      run
      """
    let checked = try CheckHarness.check(text)
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0325"])
    #expect(checked.diagnostics.first?.primary.span.start == text.utf8.count - 3)
  }

  @Test(
    "a sweep of more jobs than can be counted is refused by its size",
    arguments: [3, 30, 3_000])
  func billions(_ axes: Int) throws {
    let sweeps = (0..<axes).map { "sweep $v\($0) in 1..9999" }.joined(separator: "\n")
    let checked = try CheckHarness.check("use lab/clip\n\(sweeps)\nrun")
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0322"])
  }

  @Test("at the prompt axes last until the next run, and variables are known after their sweep")
  func prompt() throws {
    var test = try TestDialogue()
    test.enter("use lab/still")
    test.enter("sweep $style in [\"ink\", \"oil\"]")
    test.enter("set prompt \"in ${style}\"")
    let entry = test.enter("run")
    #expect(entry.plan?.jobs.map { $0.request.sketch["prompt"] } == ["in ink", "in oil"])
    let next = test.enter("set prompt \"p\"; run")
    #expect(next.plan?.jobs.count == 1)
  }
}
