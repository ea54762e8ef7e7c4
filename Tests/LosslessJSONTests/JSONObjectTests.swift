import LosslessJSON
import Testing

@Suite("Objects")
struct JSONObjectTests {
  private func object(_ count: Int) -> JSONObject {
    JSONObject((0..<count).map { JSONObject.Member(key: "k\($0)", value: .number(JSONNumber($0))) })
  }

  @Test("Every member is found in objects of every size", arguments: [0, 1, 15, 16, 17, 18, 100])
  func lookup(count: Int) {
    let object = object(count)
    for index in 0..<count {
      #expect(object["k\(index)"] == .number(JSONNumber(index)))
    }
    #expect(object["k\(count)"] == nil)
    #expect(object["k"] == nil)
  }

  @Test("Setting a key replaces its value in its place", arguments: [3, 16, 17, 40])
  func replacing(count: Int) {
    var object = object(count)
    object["k1"] = "new"
    #expect(object["k1"] == "new")
    #expect(object.keys == (0..<count).map { "k\($0)" })
  }

  @Test("Setting a new key appends it", arguments: [0, 15, 16, 17, 40])
  func appending(count: Int) {
    var object = object(count)
    object["new"] = true
    #expect(object.keys.last == "new")
    #expect(object.count == count + 1)
    #expect(object["new"] == true)
  }

  @Test("Setting a repeated key keeps its last place only", arguments: [0, 40])
  func repeatedKey(others: Int) {
    var object = object(others)
    for (key, value) in [("a", 1), ("b", 2), ("a", 3), ("c", 4)] as [(String, JSON)] {
      object.append(JSONObject.Member(key: key, value: value))
    }
    #expect(object["a"] == 3)
    object["a"] = 5
    #expect(object.keys.suffix(3) == ["b", "a", "c"])
    #expect(object.count == others + 3)
    #expect(object["a"] == 5)
    object["c"] = 6
    #expect(object["c"] == 6)
  }

  @Test("Setting nil removes every member with the key", arguments: [0, 40])
  func removing(others: Int) {
    var object = object(others)
    for key in ["a", "b", "a"] { object.append(JSONObject.Member(key: key, value: 1)) }
    object["a"] = nil
    #expect(object.keys.suffix(1) == ["b"])
    #expect(object["a"] == nil)
    #expect(object["b"] == 1)
    #expect(object.count == others + 1)
  }

  @Test("Removing a key that is not there changes nothing", arguments: [3, 40])
  func removingNothing(count: Int) {
    var object = object(count)
    object["x"] = nil
    #expect(object == self.object(count))
  }

  @Test("Removing members until few are left keeps lookup right")
  func shrinking() {
    var object = object(20)
    for index in 0..<18 { object["k\(index)"] = nil }
    #expect(object.keys == ["k18", "k19"])
    #expect(object["k19"] == 19)
    #expect(object["k0"] == nil)
  }

  @Test("Setting all members keeps lookup right", arguments: [2, 40])
  func settingMembers(count: Int) {
    var object = object(30)
    object.members = self.object(count).members.reversed()
    #expect(object["k1"] == 1)
    #expect(object["k\(count)"] == nil)
    #expect(object.first?.key == "k\(count - 1)")
  }

  @Test("A null is a value like any other")
  func null() {
    var object = JSONObject()
    object["a"] = .null
    #expect(object.keys == ["a"])
    #expect(object["a"] == .null)
  }

  @Test("A literal keeps the order and repeated keys")
  func literal() {
    let object: JSONObject = ["b": 1, "a": 2, "b": 3]
    #expect(object.keys == ["b", "a", "b"])
    #expect(JSON.object(object).printed() == #"{"b":1,"a":2,"b":3}"#)
  }

  @Test("Members come in order, forwards and backwards")
  func collection() {
    let object = object(3)
    #expect(object.map(\.key) == ["k0", "k1", "k2"])
    #expect(object.reversed().map(\.key) == ["k2", "k1", "k0"])
    #expect(object[1].value == 1)
    #expect(JSONObject().isEmpty)
  }

  @Test("A copy does not change with the original", arguments: [3, 40])
  func copies(count: Int) {
    let original = object(count)
    var copy = original
    copy["k0"] = "changed"
    copy["new"] = 1
    #expect(original == object(count))
    #expect(original["new"] == nil)
  }

  @Test("Keys that only look alike are two keys", arguments: [0, 40])
  func equivalentSpellings(others: Int) {
    var object = object(others)
    object["\u{E9}"] = 1
    object["e\u{301}"] = 2
    #expect(object.count == others + 2)
    #expect(object["\u{E9}"] == 1)
    object["\u{E9}"] = nil
    #expect(object["e\u{301}"] == 2)
    #expect(object.count == others + 1)
  }

  // Quadratic work on these sizes would take minutes.

  @Test("A hundred thousand members are read, found and set")
  func manyMembers() throws {
    let count = 100_000
    let text = "{" + (0..<count).map { "\"key\($0)\":\($0)" }.joined(separator: ",") + "}"
    let value = try JSON(parsing: text, options: .init(duplicateKeys: .reject))
    let found = (0..<count).count { value["key\($0)"]?.number?.int == $0 }
    #expect(found == count)
    var object = JSONObject()
    for index in 0..<count { object["key\(index)"] = 0 }
    for index in 0..<count { object["key\(index)"] = .number(JSONNumber(index)) }
    #expect(object == value.object)
  }

  @Test("Many spellings of one key do not fall into one bucket")
  func manySpellings() throws {
    let marks: [Unicode.Scalar] = [
      "\u{301}", "\u{323}", "\u{327}", "\u{31B}", "\u{345}", "\u{334}",
    ]
    var keys = ["a"]
    for _ in 0..<6 { keys = keys.flatMap { key in marks.map { key + String($0) } } }
    let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    let value = try JSON(parsing: text, options: .init(duplicateKeys: .reject))
    #expect(value.object?.count == keys.count)
    #expect(keys.allSatisfy { value[$0] == 0 })
  }
}
