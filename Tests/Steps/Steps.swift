import CSteps
import Contracts
import Fuzz
import Glibc
import SkillsScript

// Counts the steps that the language takes for a text and for one of twice its length. scripts/steps builds
// it with code that counts, and links it; nothing is timed.

/// A text of a given size, and the files that it reads.
private struct Sample: Sendable {
  var name: String
  var make: @Sendable (Int) -> (script: String, files: [String: String])

  init(_ name: String, _ make: @escaping @Sendable (Int) -> String) {
    self.name = name
    self.make = { (make($0), [:]) }
  }

  init(
    _ name: String,
    files make: @escaping @Sendable (Int) -> (script: String, files: [String: String])
  ) {
    self.name = name
    self.make = make
  }
}

private func lines(_ count: Int, _ line: (Int) -> String) -> String {
  (0..<count).map { line($0) + "\n" }.joined()
}

private let samples: [Sample] = [
  Sample("drafts and runs") {
    lines($0) { "use lab/clip\nset prompt \"p\($0)\"\nset count 2\nrun as l\($0)" }
  },
  Sample("one draft, many runs") { "use lab/still\n" + lines($0) { "set seed \($0)\nrun" } },
  Sample("constants of constants") {
    "let n0 = \"a\"\n" + lines($0) { "let n\($0 + 1) = $n\($0)" }
  },
  Sample("one long text") { "print \"" + String(repeating: "a fox \\n", count: $0) + "\"" },
  Sample("one long list") { "print [" + String(repeating: "1, ", count: $0) + "]" },
  Sample("one long block") { "print \"\"\"\n" + lines($0) { " line \($0)" } + " \"\"\"" },
  Sample("comments") { lines($0) { "# comment \($0)" } },
  Sample("words that begin no statement") { lines($0) { "wibble \($0)" } },
  Sample("names that nothing binds") { "use lab/still\n" + lines($0) { "set prompt $x\($0)" } },
  Sample("fields that do not exist") { "use lab/clip\n" + lines($0) { "set p\(10_000 + $0)x 1" } },
  Sample("open quotes") { lines($0) { "print \"a \($0)" } },
  Sample("open brackets") { "print " + String(repeating: "[", count: $0) },
  Sample("brackets in lines") { lines($0) { "print [\($0)" } },
  Sample("typographic quotes") { lines($0) { "print “a \($0)”" } },
  Sample("typographic quotes on one line") {
    "print " + (0..<$0).map { "“a \($0)" }.joined(separator: "; print ")
  },
  Sample("apostrophes on one line") {
    String(repeating: "print 'it's'; ", count: $0)
  },
  Sample("arguments on one line") {
    lines($0) { "# help \($0)" }
      + (0..<$0).map { "arg a\(10_000 + $0) = 1" }.joined(separator: "; ")
  },
  Sample("values that do not fit") { "use lab/clip\n" + lines($0) { "set count \"x\($0)\"" } },
  Sample("chained runs") {
    "use lab/still\nrun as l0\nuse lab/clip\n"
      + lines($0) { "set image_url $l0\nset prompt \"\($0)\"\nstart as m\($0)" }
  },
  Sample("prints and expectations") {
    "use lab/still\nrun as a\n" + lines($0) { _ in "print $a.id\nexpect $a.n == 1\nwait $a" }
  },
  Sample("takes") { "use lab/still\nrun as a x \($0)" },
  Sample("a sweep") {
    "use lab/still\nset prompt \"${v}\"\nsweep $v in ["
      + (0..<$0).map { "\"\($0)\"" }.joined(separator: ", ")
      + "]\nrun as a"
  },
  Sample("a sweep over results") {
    "use lab/still\nsweep seed in 1..\($0)\nrun as a\nuse lab/clip\nsweep image_url in $a\nrun as b"
  },
  Sample("axes") { "use lab/still\n" + lines($0) { "sweep $v\($0) in [1]" } + "run" },
  Sample("axes of many values") {
    "use lab/still\n" + lines($0) { "sweep $v\($0) in 1..9999" } + "run"
  },
  Sample(
    "a table",
    files: { count in
      (
        "use lab/clip\nsweep from @t.csv\nrun",
        ["t.csv": "prompt,count\n" + lines(count) { "\"p \($0)\",2" }]
      )
    }),
  Sample(
    "a table with faults",
    files: { count in
      (
        "use lab/clip\nsweep from @t.csv\nrun",
        ["t.csv": "prompt,count\n" + lines(count) { "p\($0),9" }]
      )
    }),
  Sample(
    "a table with open quotes",
    files: { count in
      (
        "use lab/clip\nsweep from @t.csv\nrun",
        ["t.csv": "prompt\n" + lines(count) { "\"p\($0)\"\"" }]
      )
    }),
  Sample(
    "lines of JSON",
    files: { count in
      (
        "use lab/clip\nsweep from @t.jsonl\nrun",
        ["t.jsonl": lines(count) { "{\"prompt\": \"\($0)\"}" }]
      )
    }),
  Sample(
    "lines of JSON with ever other names",
    files: { count in
      (
        "use lab/clip\nsweep from @t.jsonl\nrun",
        ["t.jsonl": lines(count) { "{\"p\($0)\": \"\($0)\"}" }]
      )
    }),
]

/// The steps of everything that is done with a script before it is performed.
private func steps(_ sample: Sample, _ count: Int, _ catalogue: Catalogue) -> UInt64 {
  let (text, files) = sample.make(count)
  let before = skv_steps()
  let script = Parser.parse(SourceText(name: "s", text: text))
  _ = Formatter.formatted(script)
  let checker = Checker(script: script, catalogue: catalogue, context: ScriptContext())
  var surroundings = Surroundings()
  for (path, content) in files { surroundings[.text(path: path)] = .bytes(Array(content.utf8)) }
  let checked = checker.check(in: surroundings)
  let renderer = DiagnosticRenderer(sources: checked.sources, color: false)
  _ = renderer.json(checked.diagnostics)
  if let program = checked.program {
    var schedule = Schedule(plan: Planner.plan(program))
    var actions = schedule.handle(.begin)
    var next = 0
    while next < actions.count {
      switch actions[next] {
      case .start(let job): actions += schedule.handle(.ended(job, .saved))
      case .perform(let step): actions += schedule.handle(.stepPerformed(step))
      case .skip, .pass, .finished: break
      }
      next += 1
    }
  }
  return skv_steps() - before
}

/// Twice the length may take this many times the steps: twice, and something for sorting.
private let most = 2.3

/// Prints the steps for each sample, and ends with 1 if one of them grows faster than its length.
@_cdecl("main")
public func countSteps(_ count: Int32, _ values: UnsafeRawPointer?) -> Int32 {
  guard let catalogue = FuzzContract.catalogue() else { return 2 }
  var status: Int32 = 0
  print("steps for a text, for one of twice its length, and their ratio")
  for sample in samples {
    let (small, large) = (steps(sample, 1_000, catalogue), steps(sample, 2_000, catalogue))
    let ratio = Double(large) / Double(max(1, small))
    let isFast = ratio > most
    if isFast { status = 1 }
    let shown = Double(Int(ratio * 100)) / 100
    print("  \(sample.name): \(small), \(large), \(shown)\(isFast ? "  GROWS TOO FAST" : "")")
  }
  return status
}
