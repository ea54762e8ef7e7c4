import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A body")
struct HTTPBodyTests {
  private let failure = TransportError(.reset, wasSent: true, "gone")

  @Test("made of chunks gives them, then its error once, then nothing")
  func script() async throws {
    let body = HTTPBody(chunks: [[1], [], [2, 3]], failure: failure)
    var iterator = body.makeAsyncIterator()
    #expect(try await iterator.next() == [1])
    #expect(try await iterator.next() == [2, 3])
    await #expect(throws: failure) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }

  @Test("goes on in a second iterator where the first stopped")
  func twoIterators() async throws {
    let body = HTTPBody(chunks: [[1], [2]])
    var first = body.makeAsyncIterator()
    #expect(try await first.next() == [1])
    var second = body.makeAsyncIterator()
    #expect(try await second.next() == [2])
  }

  @Test("made of text can be read in a loop")
  func text() async throws {
    var bytes: [UInt8] = []
    for try await chunk in HTTPBody(text: "hello") { bytes += chunk }
    #expect(bytes == Array("hello".utf8))
  }

  @Test("calls back once when it and its iterators are gone, not before")
  func lease() async throws {
    let ending = Released()
    var body: HTTPBody? = HTTPBody(source: { nil }, onRelease: { ending.note() })
    var iterator = body?.makeAsyncIterator()
    body = nil
    #expect(ending.count == 0)
    _ = try await iterator?.next()
    #expect(ending.count == 0)
    iterator = nil
    #expect(ending.count == 1)
  }

  private final class Released: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func note() { value.withLock { $0 += 1 } }
  }
}
