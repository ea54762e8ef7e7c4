import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor asks the service")
struct ServiceCheckTests {
  private func key(_ variable: String?, _ contact: ServiceContact) -> CheckResult? {
    KeyCheck(variable: variable, contact: contact).examine()
  }

  @Test("no key is a problem, but not for the imitation", arguments: [nil, "", " \n"])
  func noKey(variable: String?) {
    let result = key(variable, .answered(401))
    #expect(result?.state == .problem)
    #expect(result?.advice?.contains("https://skills.video/dashboard/developer") == true)
    var contact = ServiceContact.answered(200)
    contact.isImitation = true
    #expect(key(variable, contact)?.state == .ok)
    #expect(key("sk-mine", contact)?.found.contains("does not get it") == true)
  }

  @Test(
    "a key is judged by what the service says",
    arguments: [
      (200, "7", CheckResult.State.ok, "takes it"), (401, "no", .problem, "refuses it"),
      (403, "no", .problem, "refuses it"), (402, "no", .note, "takes it (HTTP 402"),
      (404, "no", .note, "not known"), (503, "no", .note, "not known"),
      (200, "<html>login</html>", .problem, "HTTP 200 came with a page of HTML"),
      (204, "", .problem, "HTTP 204 came with an empty answer"),
      (200, "xxxx", .problem, "text that is no JSON"), (200, "[[[[", .problem, "no JSON"),
    ])
  func verdicts(status: Int, text: String, state: CheckResult.State, found: String) {
    let result = key("sk-mine-12345", .answered(status, text))
    #expect(result?.state == state)
    #expect(result?.found.contains(found) == true)
    #expect(result?.found.contains("sk-mine") == false)
    #expect(state != .problem || result?.found.contains("service takes it,") == false)
  }

  @Test(
    "an address at which nothing of the service's stands is told",
    arguments: [(404, true), (422, true), (503, false), (402, false)])
  func address(status: Int, isTold: Bool) {
    let advice = key("sk-mine-12345", .answered(status, "no"))?.advice
    #expect(advice?.contains("check SKILLS_VIDEO_BASE_URL") == isTold)
  }

  @Test("a key is not judged where no answer came")
  func notTried() {
    #expect(key("sk-mine", .failed(.resolve))?.state == .note)
    #expect(key("sk-mine", .seen(.silent))?.state == .note)
  }

  @Test("white space around a key is told, at either end", arguments: [" k", "k\n", "\tk\r\n"])
  func whiteSpace(variable: String) {
    let result = key(variable, .answered(200))
    #expect(result?.state == .note)
    #expect(result?.found.contains("white space around it is dropped") == true)
    #expect(key(variable, .answered(401))?.state == .problem)
  }

  @Test("a key that cannot be sent is a problem")
  func unsendable() {
    var contact = ServiceContact.answered(401)
    contact.keyFault = "it holds a line break"
    #expect(key("a\nb", contact)?.state == .problem)
  }

  @Test(
    "the network is judged by how far a question gets",
    arguments: [
      (ServiceContact.answered(200), CheckResult.State.ok, "answers (HTTP 200, 1.2 s)", nil),
      (.answered(401, "no"), .ok, "HTTP 401", nil),
      (.answered(503, "no"), .note, "HTTP 503", "later"),
      (.answered(200, "<html>"), .note, "page of HTML", "login page"),
      (.seen(.silent), .problem, "no answer within 1.2 s", "https_proxy"),
      (.seen(.silent, at: ServiceContact.here), .problem, "no answer", "restart"),
      (.failed(.resolve), .problem, "the words", "DNS"),
      (.failed(.connect), .problem, "the words", "firewall"),
      (.failed(.connect, at: ServiceContact.here), .problem, "the words", "start the server"),
      (.failed(.tls), .note, "not trusted", "see certificates"),
      (.failed(.proxy), .note, "not reached", "see proxy"),
      (.failed(.badResponse), .problem, "the words", "SKILLS_VIDEO_BASE_URL"),
    ] as [(ServiceContact, CheckResult.State, String, String?)])
  func network(
    contact: ServiceContact, state: CheckResult.State, found: String, advice: String?
  ) {
    let result = NetworkCheck(contact: contact).examine()
    #expect(result?.state == state)
    #expect(result?.found.contains(found) == true, "\(result?.found ?? "")")
    #expect(advice.map { result?.advice?.contains($0) == true } ?? (result?.advice == nil))
  }

  @Test("an address that cannot be used is a problem")
  func address() {
    var contact = ServiceContact()
    contact.addressFault = "it may hold no user"
    #expect(NetworkCheck(contact: contact).examine()?.state == .problem)
  }

  @Test(
    "the numbers of the name are told, and that they are this machine's",
    arguments: [
      (["192.0.2.7"], "service.example is 192.0.2.7", CheckResult.State.ok),
      (["192.0.2.7", "::2", "::3", "::4"], "192.0.2.7, ::2 and 2 more", .ok),
      (["0.0.0.0", "::"], "which is this machine", .note),
    ])
  func numbers(numbers: [String], found: String, state: CheckResult.State) {
    var contact = ServiceContact.answered(200, at: "https://service.example")
    contact.numbers = numbers
    let result = NameCheck(contact: contact).examine()
    #expect(result?.state == state)
    #expect(result?.found.contains(found) == true)
    contact.numbers = []
    #expect(NameCheck(contact: contact).examine() == nil)
  }

  @Test(
    "the clock is told where the service told a time",
    arguments: [
      (0, "agrees with the service's", CheckResult.State.ok), (-300, "300 s from", .ok),
      (301, "301 s ahead of", .note), (-86_400, "86400 s behind", .note),
    ] as [(Int64, String, CheckResult.State)])
  func clock(lead: Int64, found: String, state: CheckResult.State) {
    let result = ClockCheck(contact: .seen(.silent, clockLead: lead)).examine()
    #expect(result?.state == state)
    #expect(result?.found.contains(found) == true)
    #expect(ClockCheck(contact: .seen(.silent)).examine() == nil)
  }
}
