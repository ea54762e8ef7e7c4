import LosslessJSON
import Testing

@Suite("Values")
struct JSONTests {
  private let samples: [JSON] = [
    .null, true, false, 0, 1, .number(JSONNumber("1.0") ?? 9), "", "a", "1", "\u{E9}", "e\u{301}",
    [], [1], [[1]], [1, 2], [2, 1], [:], ["a": 1], ["a": 2], ["b": 1], ["a": 1, "b": 2],
    ["b": 2, "a": 1], ["a": 1, "a": 1], ["\u{E9}": 1], ["e\u{301}": 1],
  ]

  @Test("Values are equal only if their compact texts are the same bytes")
  func equality() {
    for left in samples {
      for right in samples {
        let isSameText = left.printed().utf8.elementsEqual(right.printed().utf8)
        #expect((left == right) == isSameText, "\(left) and \(right)")
      }
    }
    #expect(Set(samples).count == samples.count)
  }

  @Test("Equal values have equal hashes, however they were made")
  func hashes() throws {
    for sample in samples {
      #expect(try JSON(parsing: sample.printed(.indented(3))).hashValue == sample.hashValue)
    }
  }

  @Test("Each kind shows itself through its own property only")
  func kinds() {
    for sample in samples {
      let shown = [
        sample.isNull, sample.bool != nil, sample.number != nil, sample.string != nil,
        sample.array != nil, sample.object != nil,
      ]
      #expect(shown.count { $0 } == 1, "\(sample)")
    }
    #expect(JSON.bool(true).bool == true)
    #expect(JSON.number(5).number?.int == 5)
    #expect(JSON.string("x").string == "x")
    #expect(JSON.array([1]).array == [1])
    #expect(JSON.object(["a": 1]).object?["a"] == 1)
  }

  @Test("A subscript that does not apply gives nil")
  func subscripts() {
    let value: JSON = ["a": [10, 20], "n": .null]
    #expect(value["a"]?[0] == 10)
    #expect(value["a"]?[1] == 20)
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["a"]?["b"] == nil)
    #expect(value["b"] == nil)
    #expect(value[0] == nil)
    #expect(value["n"]?.isNull == true)
    #expect(JSON.string("a")["a"] == nil)
  }

  @Test("Literals make values")
  func literals() {
    let value: JSON = ["a": nil, "b": true, "c": -1, "d": "x", "e": [1, [:]], "f": [:]]
    #expect(value.printed() == #"{"a":null,"b":true,"c":-1,"d":"x","e":[1,{}],"f":{}}"#)
  }
}
