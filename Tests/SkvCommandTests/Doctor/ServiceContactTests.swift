import LosslessJSON
import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor's contact with the service")
struct ServiceContactTests {
  /// Answers with the fields that it got, and no network.
  private struct Echo: Transport {
    func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      HTTPResponse(status: request.bearer == nil ? 401 : 200, body: HTTPBody(text: "7"))
    }
  }

  private func contact(_ environment: [String: String]) async -> ServiceContact {
    await ServiceContact.made(
      with: environment, isImitation: false, limit: .seconds(9), numbers: { ["192.0.2.7 \($0)"] }
    ) { _ throws(TransportError) in Echo() }
  }

  @Test("is made with the key, and looks the name up")
  func whole() async {
    let contact = await contact(["SKILLS_VIDEO_API_KEY": "sk-1234"])
    #expect(contact.baseURL == "https://open.skills.video/api/v1")
    #expect(contact.answer?.status == 200)
    #expect(contact.numbers == ["192.0.2.7 open.skills.video"])
    #expect(contact.keyFault == nil && contact.addressFault == nil)
  }

  @Test("is made without a key too, and without one that cannot be sent")
  func noKey() async {
    #expect(await contact([:]).answer?.status == 401)
    let unsendable = await contact(["SKILLS_VIDEO_API_KEY": "a\nb"])
    #expect(unsendable.answer?.status == 401)
    #expect(unsendable.keyFault?.contains("cannot be sent") == true)
    #expect(unsendable.addressFault == nil)
  }

  @Test("tells a bad address from a bad key")
  func address() async {
    let bad = await contact([
      "SKILLS_VIDEO_API_KEY": "sk-1234", "SKILLS_VIDEO_BASE_URL": "http://example.com",
    ])
    #expect(bad.addressFault?.contains("http is for this machine alone") == true)
    #expect(bad.keyFault == nil)
    #expect(bad.sighting == nil)
    let both = await contact([
      "SKILLS_VIDEO_API_KEY": "a\nb", "SKILLS_VIDEO_BASE_URL": "http://example.com",
    ])
    #expect(both.addressFault != nil && both.keyFault != nil)
  }

  @Test("looks no name up that a proxy or this machine knows")
  func names() async {
    #expect(await contact(["https_proxy": "http://p:1"]).numbers == nil)
    #expect(await contact(["SKILLS_VIDEO_BASE_URL": "http://127.0.0.1:1"]).numbers == nil)
  }

  @Test("that cannot begin is told as one that failed")
  func broken() async {
    let contact = await ServiceContact.made(
      with: [:], isImitation: false, limit: .seconds(9), numbers: { _ in [] }
    ) { _ throws(TransportError) -> any Transport in
      throw TransportError(.system, wasSent: false, "no threads left")
    }
    #expect(contact.failure?.code == .system)
  }

  @Test("the resolver finds the numbers of this machine, and none for what is no name")
  func resolver() {
    #expect(HostNumbers.find("127.0.0.1") == ["127.0.0.1"])
    #expect(HostNumbers.find("no name at all") == [])
  }
}
