import Testing

@testable import Sandbox

@Suite("The text of a fault plan")
struct FaultPlanTests {
  @Test(
    "says what meets which fault",
    arguments: [
      ("poll all close", .poll, false, .all, .close),
      ("  any   5%\tdrop ", .any, false, .percent(5), .drop),
      ("any 0.25% drop", .any, false, .percent(0.25), .drop),
      ("poll reused 1 close", .poll, true, .numbers([1...1]), .close),
      (
        "media 2,4-6,9- reset", .media, false, .numbers([2...2, 4...6, 9...Int.max]),
        .reset(after: 0)
      ),
      ("running every 3 reset 10", .running, false, .every(3), .reset(after: 10)),
      ("credits all reset after=10", .credits, false, .all, .reset(after: 10)),
      ("connection 0 refuse 2s", .connection, false, .numbers([0...0]), .refuse(.seconds(2))),
      ("connection 1 reset", .connection, false, .numbers([1...1]), .reset(after: 0)),
      ("submit 1 stall", .submit, false, .numbers([1...1]), .stall(after: 0, for: nil)),
      ("submit all stall never", .submit, false, .all, .stall(after: 0, for: nil)),
      (
        "submit all stall after=7 for=250ms", .submit, false, .all,
        .stall(after: 7, for: .milliseconds(250))
      ),
      (
        "any all dribble every=1s", .any, false, .all, .dribble(count: 1, every: .seconds(1))
      ),
      (
        "submit all status 503", .submit, false, .all,
        .status(FaultAnswer(status: 503, body: .json))
      ),
      (
        "submit all status retry-after=2 status=429 body=html", .submit, false, .all,
        .status(FaultAnswer(status: 429, body: .html, retryAfter: .seconds(2)))
      ),
      (
        "stream all late-status 502 retry-after=date+90 body=empty", .stream, false, .all,
        .lateStatus(FaultAnswer(status: 502, body: .empty, retryAfter: .date(90)))
      ),
      ("stream 1 cut", .stream, false, .numbers([1...1]), .cut(.line, frames: 0, ending: .close)),
      (
        "stream 1 cut character frames=2 ending=reset", .stream, false, .numbers([1...1]),
        .cut(.character, frames: 2, ending: .reset)
      ),
      ("stream all end 1", .stream, false, .all, .end(frames: 1)),
      ("stream all duplicate 3", .stream, false, .all, .duplicate(times: 3)),
      ("stream all reorder", .stream, false, .all, .reorder(frames: 0)),
      ("stream all long-line", .stream, false, .all, .longLine(bytes: nil, frames: 0)),
      ("stream all long-line endless", .stream, false, .all, .longLine(bytes: nil, frames: 0)),
      ("stream all long-line 9 frames=1", .stream, false, .all, .longLine(bytes: 9, frames: 1)),
      ("media all truncate", .media, false, .all, .truncate(bytes: nil)),
      ("media all truncate 0", .media, false, .all, .truncate(bytes: 0)),
      ("media all wrong-length -5", .media, false, .all, .wrongLength(by: -5)),
      ("media all expire 404", .media, false, .all, .expire(status: 404)),
    ] as [(String, FaultRule.Target, Bool, FaultShare, Fault)])
  func rules(
    _ text: String, _ target: FaultRule.Target, _ isReusedOnly: Bool, _ share: FaultShare,
    _ fault: Fault
  ) throws {
    let rule = try #require(try FaultPlan.parse(text).rules.first)
    #expect(rule.target == target)
    #expect(rule.isReusedOnly == isReusedOnly)
    #expect(rule.share == share)
    #expect(rule.fault == fault)
  }

  @Test("has several rules, comments and lines")
  func several() throws {
    let plan = try FaultPlan.parse(
      "# the first\npoll 1 close; poll 2 drop;\n\n; ;\nmedia 3 reset after=1 # the last; no more\n")
    #expect(plan.rules.map(\.target) == [.poll, .poll, .media])
    #expect(plan.rules.map(\.text) == ["close", "drop", "reset after=1"])
  }

  @Test(
    "that is wrong is told where, what and what is allowed",
    arguments: [
      ("", "the fault plan is empty: a rule is WHAT WHICH FAULT, such as poll 5% close"),
      ("; # no", "the fault plan is empty: a rule is WHAT WHICH FAULT, such as poll 5% close"),
      (
        "pool 1 close",
        "column 1: \"pool\" is nothing that meets faults: connection, any, submit, stream, poll, "
          + "media, running, credits"
      ),
      ("poll", "column 6: which of them is missing: \(FaultShare.allowed)"),
      ("poll reused", "column 13: which of them is missing: \(FaultShare.allowed)"),
      ("poll x close", "column 6: \"x\" does not say which: \(FaultShare.allowed)"),
      ("poll 101% close", "column 6: \"101%\" does not say which: \(FaultShare.allowed)"),
      ("poll -5% close", "column 6: \"-5%\" does not say which: \(FaultShare.allowed)"),
      ("poll 3-2 close", "column 6: \"3-2\" does not say which: \(FaultShare.allowed)"),
      ("poll 1,,2 close", "column 6: \"1,,2\" does not say which: \(FaultShare.allowed)"),
      ("poll every close", "column 12: every takes a number from 1"),
      ("poll every 0 close", "column 12: every takes a number from 1"),
      ("poll every", "column 12: every takes a number from 1"),
      (
        "poll 0 close", "column 6: they are counted from 1; 0 goes with connection and refuse"
      ),
      (
        "connection reused 1 close", "column 12: reused goes with requests, not with connection"
      ),
      ("connection 1", "column 14: the fault is missing: refuse, close, reset, stall"),
      (
        "connection 1 drop",
        "column 14: drop does not go with connection: refuse, close, reset, stall"
      ),
      (
        "poll 1 close; media 1  explode",
        "column 24: no fault is called \"explode\": close, reset, drop, stall, dribble, status, "
          + "late-status, truncate, wrong-length, expire"
      ),
      ("poll 1 close 5", "column 14: close takes no values"),
      ("poll 1 reset before=5", "column 14: reset does not take \"before=5\": after"),
      ("poll 1 stall 5s 7", "column 17: stall does not take \"7\": for, after"),
      ("poll 1 stall 5", "column 14: for takes a time such as 2s or 250ms, or never"),
      ("poll 1 stall real", "column 14: for takes a time such as 2s or 250ms, or never"),
      ("poll 1 stall 5s for=6s", "column 17: for is given twice"),
      ("connection 1 refuse", "column 21: refuse needs for: a time such as 2s or 250ms"),
      ("connection 1 refuse never", "column 21: for takes a time such as 2s or 250ms"),
      ("poll 1 status", "column 15: status needs status: a number from 400 to 599"),
      ("poll 1 status 200", "column 15: status takes a number from 400 to 599"),
      ("poll 1 status 503 body=xml", "column 19: body takes json, html, text, empty"),
      (
        "poll 1 status 503 retry-after=soon",
        "column 19: retry-after takes seconds, or date+SECONDS for an HTTP date so far ahead"
      ),
      ("media 1 expire 500", "column 16: status takes 403, 404, 410"),
      ("stream 1 duplicate 1", "column 20: times takes a number from 2 to 1000"),
      ("poll 1 reset -1", "column 14: after takes a number from 0"),
      (
        "poll 1 close\nmedia 1 close\n poll all close now",
        "line 3, column 17: close takes no values"
      ),
    ])
  func mistakes(_ text: String, _ message: String) {
    let place = message.hasPrefix("the fault plan") ? "" : "fault plan, "
    #expect(throws: SandboxError(.badFaults, place + message)) { try FaultPlan.parse(text) }
  }

  @Test("the grammar names every fault, every value and everything that meets them")
  func grammar() {
    let text = FaultPlan.grammar
    for line in text.split(separator: "\n") { #expect(line.count <= 78, "\(line)") }
    for target in FaultRule.Target.allCases { #expect(text.contains(target.rawValue)) }
    for kind in FaultKind.all {
      #expect(text.contains("\n  \(kind.name) ") || text.contains("\n  \(kind.name)\n"))
      for parameter in kind.parameters {
        #expect(text.contains("\(parameter.name)="), "\(kind.name) \(parameter.name)")
      }
    }
  }
}
