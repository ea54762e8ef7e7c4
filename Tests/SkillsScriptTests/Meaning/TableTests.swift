import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Tables")
struct TableTests {
  private static func requests(
    _ table: String, name: String = "t.csv", before: String = "", model: String = "lab/clip"
  ) throws -> [String] {
    try CheckHarness.plan(
      "use \(model)\n\(before)\nsweep from @\(name)\nrun", files: [name: table, "fox.png": "png"]
    ).jobs.map { $0.request.sketch.canonicalForm }
  }

  @Test("a table of lines with ever other names is bounded")
  func manyColumns() {
    let lines = (0..<1_001).map { "{\"n\($0)\": 1}" }.joined(separator: "\n")
    let reader = TableReader(SourceText(name: "t.jsonl", text: lines), index: 0, form: .jsonl)
    #expect(reader.faults.map(\.message) == ["the table has more than 1000 columns"])
    #expect(reader.table.rows.isEmpty)
  }

  @Test(
    "cells are data, and take the form of their field",
    arguments: [
      ("prompt\n5\n", #"{"prompt":"5"}"#), ("prompt\ntrue\n", #"{"prompt":"true"}"#),
      ("prompt\n$a ${b} # c\n", #"{"prompt":"$a ${b} # c"}"#),
      ("prompt\n\"a, \"\"b\"\"\nc\"\n", #"{"prompt":"a, \"b\"\nc"}"#),
      ("count\n2\n", #"{"count":2}"#), ("weight\n1.50\n", #"{"weight":1.5}"#),
      ("flag\ntrue\n", #"{"flag":true}"#), ("flag\nyes\n", #"{"flag":true}"#),
      ("duration\n5s\n", #"{"duration":5}"#), ("shape\n16:9\n", #"{"shape":"16:9"}"#),
      ("level\n2\n", #"{"level":2}"#), ("either\n7\n", #"{"either":7}"#),
      ("either\nseven\n", #"{"either":"seven"}"#), ("tags\n\"[\"\"x\"\"]\"\n", #"{"tags":["x"]}"#),
      ("image_url\nhttps://a.b/c.png\n", #"{"image_url":"https://a.b/c.png"}"#),
      ("image_url\nfox.png\n", #"{"image_url":"@fox.png"}"#),
      ("image_urls\nfox.png\n", #"{"image_urls":["@fox.png"]}"#),
      ("camera.mode\nfast\n", #"{"camera":{"mode":"fast"}}"#),
      ("\u{FEFF}prompt\r\nx\r\n", #"{"prompt":"x"}"#), ("prompt\rx", #"{"prompt":"x"}"#),
      ("anything\n5\n", #"{"anything":"5"}"#),
    ])
  func cells(_ table: String, _ request: String) throws {
    #expect(try Self.requests(table) == [request])
  }

  @Test("an empty cell leaves its field unset, also where it is set before")
  func emptyCells() throws {
    let text = "use lab/clip\nset count 3\nsweep from @t.csv\nrun"
    let checked = try CheckHarness.check(text, files: ["t.csv": "prompt,count\na,\nb,2\n"])
    #expect(CheckHarness.codes(checked.diagnostics) == ["W0905"])
    let program = try #require(checked.program)
    #expect(
      Planner.plan(program).jobs.map { $0.request.sketch.canonicalForm } == [
        #"{"prompt":"a"}"#, #"{"count":2,"prompt":"b"}"#,
      ])
  }

  @Test(
    "every form of table gives the same jobs",
    arguments: [
      ("t.csv", "prompt,count\nx,1\ny,2\n"), ("t.tsv", "prompt\tcount\nx\t1\ny\t2\n"),
      ("t.jsonl", "{\"prompt\": \"x\", \"count\": 1}\n\n{\"count\": 2, \"prompt\": \"y\"}"),
      ("T.NDJSON", "{\"prompt\": \"x\", \"count\": \"1\"}\n{\"prompt\": \"y\", \"count\": 2}\n"),
    ])
  func forms(_ name: String, _ table: String) throws {
    #expect(
      try Self.requests(table, name: name) == [
        #"{"count":1,"prompt":"x"}"#, #"{"count":2,"prompt":"y"}"#,
      ])
  }

  @Test("a text file is one prompt a line")
  func prompts() throws {
    #expect(
      try Self.requests("a fox, \"red\"\n\n  an owl \n", name: "t.txt") == [
        #"{"prompt":"a fox, \"red\""}"#, #"{"prompt":"  an owl "}"#,
      ])
  }

  @Test("columns with $ are variables, and multiply with other axes")
  func variables() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      set prompt "${who} in ${place}"
      sweep from @t.csv
      sweep seed in 1..2
      run to "${who}-${run.seed}.${run.ext}"
      """, files: ["t.csv": "$who,$place\nfox,snow\nowl,\n"])
    #expect(
      plan.jobs.map { $0.request.sketch.canonicalForm } == [
        #"{"prompt":"fox in snow","seed":1}"#, #"{"prompt":"fox in snow","seed":2}"#,
        #"{"prompt":"owl in ","seed":1}"#, #"{"prompt":"owl in ","seed":2}"#,
      ])
  }

  /// A table, and what is found in it: line, column, code and message.
  static let faults: [(String, String, [String])] = [
    ("t.csv", "", ["1:1 E0517 the table has no header"]),
    ("t.csv", "prompt\n\"open\nx\n", ["2:1 E0517 this quote is never closed"]),
    ("t.csv", "prompt\n\"a\"b\n", ["2:4 E0517 the cell goes on behind its closing quote"]),
    ("t.csv", "prompt\na \"b\"\n", ["2:3 E0517 a quote stands inside of a cell without quotes"]),
    (
      "t.csv", "prompt,count\nx\ny,1,2\n",
      [
        "2:1 E0517 this row has 1 cell, and the header has 2",
        "3:1 E0517 this row has 3 cells, and the header has 2",
      ]
    ),
    ("t.csv", "prompt,prompt\nx,y\n", ["1:8 E0519 two columns are called `prompt`"]),
    ("t.csv", "prompt,\nx,y\n", ["1:8 E0519 a column has no name"]),
    ("t.csv", "prompt,a b\nx,y\n", ["1:8 E0519 `a b` is no name of a column"]),
    ("t.csv", "prompt,$1\nx,y\n", ["1:8 E0519 `$1` is no name of a column"]),
    ("t.csv", "promt\nx\n", ["1:1 E0203 clip has no field `promt`"]),
    ("t.csv", "count\n2\n9\n", ["3:1 E0304 `count` of clip is 1 to 4"]),
    ("t.csv", "count\ntwo\n", ["2:1 E0301 `count` of clip takes a whole number"]),
    ("t.csv", "tags\n[x\n", ["2:1 E0503 `tags` of clip takes JSON here"]),
    ("t.csv", "shape\nwidd\n", ["2:1 E0302 `shape` of clip does not take `widd`"]),
    ("t.csv", "image_url\ngone.png\n", ["2:1 E0501 cannot read `gone.png`: there is no such file"]),
    ("t.csv", "prompt\n", ["4:12 E0323 a sweep has at least one value"]),
    ("t.jsonl", "{\"prompt\": x}\n", ["1:12 E0517 this line is no JSON: x is no"]),
    ("t.jsonl", "[1]\n", ["1:1 E0517 a line is one JSON object"]),
    ("t.jsonl", "{\"prompt\": 5}\n", ["1:1 E0307 `prompt` of clip takes a text"]),
    ("t.jsonl", "{\"prompt\": null}\n", ["1:1 E0306 `prompt` of clip does not take null"]),
  ]

  @Test("findings stand in the table", arguments: faults)
  func findings(_ name: String, _ table: String, _ expected: [String]) throws {
    let checked = try CheckHarness.check(
      "use lab/clip\n\n\nsweep from @\(name)\nrun", files: [name: table])
    let found = checked.diagnostics.map { finding in
      let place = checked.sources[finding.primary.span]?.position(of: finding.primary.span.start)
      return "\(place?.line ?? 0):\(place?.column ?? 0) \(finding.code.rawValue) \(finding.message)"
    }
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(found.hasPrefix(expected)) }
    #expect(checked.program == nil)
  }

  @Test("bytes that are no UTF-8 are no table")
  func encoding() throws {
    let checked = try CheckHarness.check(
      "use lab/clip\nsweep from @t.csv\nrun", bytes: ["t.csv": [0x70, 0xFF, 0x0A]])
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0502"])
  }

  @Test("a local file in a cell is relative to its table")
  func relativeFiles() throws {
    let plan = try CheckHarness.plan(
      "use lab/clip\nsweep from @sub/t.csv\nrun",
      files: ["sub/t.csv": "image_url\nfox.png\n", "sub/fox.png": "png"])
    #expect(plan.jobs[0].request.files.map(\.media.path) == ["sub/fox.png"])
  }
}
