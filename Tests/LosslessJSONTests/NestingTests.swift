import Glibc
import LosslessJSON
import Testing

@Suite("Nesting")
struct NestingTests {
  private static func arrays(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  private static func objects(_ depth: Int) -> String {
    String(repeating: "{\"a\":", count: depth) + "0" + String(repeating: "}", count: depth)
  }

  @Test("The default limit of 512 levels is allowed, one more is refused at its bracket")
  func defaultLimit() throws {
    #expect(try JSON(parsing: Self.arrays(512)).printed() == Self.arrays(512))
    #expect(try JSON(parsing: Self.objects(512)).printed() == Self.objects(512))
    try Mistake(Self.arrays(513), .tooDeep, at: 512).check()
    try Mistake(Self.objects(513), .tooDeep, at: 512 * 5).check()
  }

  @Test("Levels side by side do not add up")
  func siblings() throws {
    let text = "[" + Array(repeating: "[[]]", count: 2_000).joined(separator: ",") + "]"
    #expect(try JSON(parsing: text, options: .init(maximumDepth: 3)).printed() == text)
  }

  @Test("A limit of 0 allows scalars only, and a negative one is the same", arguments: [0, -5])
  func noNesting(limit: Int) throws {
    let options = JSONParser.Options(maximumDepth: limit)
    #expect(try JSON(parsing: " 1", options: options) == 1)
    try Mistake(" []", .tooDeep, at: 1).check(options: options)
    try Mistake(" {}", .tooDeep, at: 1).check(options: options)
  }

  @Test("No option goes beyond the greatest depth")
  func greatestDepth() throws {
    let options = JSONParser.Options(maximumDepth: .max)
    let depth = JSONParser.greatestDepth
    _ = try JSON(parsing: Self.arrays(depth), options: options)
    try Mistake(Self.arrays(depth + 1), .tooDeep, at: depth).check(options: options)
  }

  @Test("A million brackets are an error and no crash", arguments: ["[", "{\"a\":", "[{\"a\":"])
  func millionBrackets(bracket: String) throws {
    let text = String(repeating: bracket, count: 1_000_000)
    let options = JSONParser.Options(maximumDepth: .max)
    let error = try #require(throws: JSONError.self) { try JSON(parsing: text, options: options) }
    #expect(error.code == .tooDeep)
  }

  @Test(
    "A value at the default limit is handled within a stack of 1 MiB", arguments: [true, false])
  func smallStack(ofArrays: Bool) throws {
    let text = ofArrays ? Self.arrays(512) : Self.objects(512)
    try onThread(stackSize: 1 << 20) { try Self.exercise(text, options: .init()) }
  }

  @Test(
    "A value at the greatest depth is handled within a stack of 8 MiB", arguments: [true, false])
  func fullStack(ofArrays: Bool) throws {
    let depth = JSONParser.greatestDepth
    let text = ofArrays ? Self.arrays(depth) : Self.objects(depth)
    try onThread(stackSize: 8 << 20) {
      try Self.exercise(text, options: .init(maximumDepth: depth))
    }
  }

  /// Reads, prints, hashes, compares, searches and releases a value.
  private static func exercise(_ text: String, options: JSONParser.Options) throws {
    let value = try JSON(parsing: text, options: options)
    let other = try JSON(parsing: text, options: options)
    #expect(value.printed() == text)
    #expect(value.canonicalForm == text)
    #expect(try JSON(parsing: value.printed(.indented(1)), options: options) == other)
    #expect(value.hashValue == other.hashValue)
    let tokens = Array(repeating: text.hasPrefix("[") ? "0" : "a", count: 100)
    #expect(value.value(at: JSONPointer(tokens)) != nil)
  }

  /// Runs a body to its end on a thread with a stack of its own.
  private func onThread(stackSize: Int, _ body: @escaping () throws -> Void) throws {
    let work = Work(body)
    var attributes = pthread_attr_t()
    try #require(pthread_attr_init(&attributes) == 0)
    defer { pthread_attr_destroy(&attributes) }
    try #require(pthread_attr_setstacksize(&attributes, stackSize) == 0)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue().run() }
        return nil
      }, Unmanaged.passUnretained(work).toOpaque())
    try #require(code == 0)
    try #require(pthread_join(thread, nil) == 0)
    try work.result.get()
  }

  private final class Work {
    private let body: () throws -> Void
    private(set) var result: Result<Void, any Error> = .success(())

    init(_ body: @escaping () throws -> Void) {
      self.body = body
    }

    func run() {
      result = Result { try body() }
    }
  }
}
