import LosslessJSON
import Testing

@Suite("Canonical form")
struct JSONCanonicalFormTests {
  @Test(
    "Numbers of one value have one text",
    arguments: [
      ("0", ["0", "-0", "0.0", "-0.00", "0e5", "-0E-5", "0e999999999", "0e-99999999999999999999"]),
      ("1", ["1", "1.0", "1e0", "1E+00", "10e-1", "0.1e1", "0.001e+3", "1000e-3"]),
      ("-1", ["-1", "-1.0", "-10E-1"]),
      ("100", ["100", "1e2", "1.00e2", "100.0", "10000e-2"]),
      ("1.5", ["1.5", "1.50", "15e-1", "0.15e1", "150E-2"]),
      ("-12.34", ["-12.34", "-1234e-2", "-0.1234e2"]),
      ("0.1", ["0.1", "1e-1", "0.10", "10e-2"]),
      ("0.000001", ["0.000001", "1e-6", "10e-7"]),
      ("1e-7", ["1e-7", "0.0000001", "1E-07", "10e-8"]),
      ("-1.25e-7", ["-1.25e-7", "-0.000000125", "-125e-9"]),
      ("100000000000000000000", ["100000000000000000000", "1e20", "0.1e21"]),
      ("123456789012345678901", ["123456789012345678901", "1.23456789012345678901e20"]),
      ("1e+21", ["1e21", "1000000000000000000000", "10e20"]),
      (
        "1.23456789012345678901234e+23",
        ["123456789012345678901234", "123456789012345678901234.0", "1234567890123456789012340e-1"]
      ),
      ("0.12345678901234567890123", ["0.12345678901234567890123", "12345678901234567890123e-23"]),
      ("1e+999999999", ["1e999999999", "10e999999998", "0.01e1000000001"]),
      ("1e-999999999", ["1e-999999999", "10e-1000000000"]),
      (
        "1.2e+100000000000000000000000000000",
        ["12e99999999999999999999999999999", "0.12E+100000000000000000000000000001"]
      ),
      ("1e-9223372036854775809", ["1e-9223372036854775809", "10e-9223372036854775810"]),
      ("1e+9223372036854775808", ["1e9223372036854775808", "10e9223372036854775807"]),
      ("9007199254740993", ["9007199254740993", "9007199254740993.0"]),
    ] as [(String, [String])])
  func numbers(canonical: String, spellings: [String]) throws {
    for spelling in spellings {
      #expect(try JSON(parsing: spelling).canonicalForm == canonical, "\(spelling)")
    }
    #expect(try JSON(parsing: canonical).canonicalForm == canonical)
  }

  @Test(
    "Members are sorted by the bytes of their keys",
    arguments: [
      (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
      (
        #"{"a":1,"":2,"aa":3,"A":4,"_":5,"1":6,"10":7,"2":8}"#,
        #"{"":2,"1":6,"10":7,"2":8,"A":4,"_":5,"a":1,"aa":3}"#
      ),
      (#"{"é":1,"z":2,"e\u0301":3}"#, "{\"e\u{301}\":3,\"z\":2,\"é\":1}"),
      (#"{"\ud83d\ude00":1,"\uff5e":2}"#, #"{"～":2,"😀":1}"#),
      (#"{"\n":1,"\u0000":2," ":3}"#, #"{"\u0000":2,"\n":1," ":3}"#),
      (#"{"z":{"b":1,"a":2},"y":[{"d":1,"c":2}]}"#, #"{"y":[{"c":2,"d":1}],"z":{"a":2,"b":1}}"#),
    ])
  func memberOrder(text: String, canonical: String) throws {
    let form = try JSON(parsing: text).canonicalForm
    #expect(form.utf8.elementsEqual(canonical.utf8))
  }

  @Test(
    "The last of repeated keys stands for all",
    arguments: [
      (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#),
      (#"{"a":3,"a":2,"a":1}"#, #"{"a":1}"#),
    ])
  func repeatedKeys(text: String, canonical: String) throws {
    #expect(try JSON(parsing: text).canonicalForm == canonical)
  }

  @Test("White space and the way of escaping make no difference")
  func spelling() throws {
    let one = try JSON(parsing: #"{"a" : [ true , null , "\u0041\/\u00e9\u001F\u0008" ] }"#)
    #expect(one.canonicalForm == #"{"a":[true,null,"A/é\u001f\b"]}"#)
    #expect(one.canonicalBytes == Array(one.canonicalForm.utf8))
  }

  @Test("The order of elements is kept")
  func elementOrder() throws {
    #expect(try JSON(parsing: "[3, 1.0, 2, [false]]").canonicalForm == "[3,1,2,[false]]")
  }

  @Test("The canonical form is its own canonical form", arguments: UInt64(0)..<200)
  func idempotent(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    let form = random.value().canonicalBytes
    #expect(try JSON(parsing: form, options: .init(duplicateKeys: .reject)).canonicalBytes == form)
  }

  @Test("Shuffled members have the same canonical form", arguments: UInt64(0)..<50)
  func shuffled(seed: UInt64) {
    var random = RandomJSON(seed: seed)
    let members = (0..<30).map {
      JSONObject.Member(key: "\(random.string())\($0)", value: random.value())
    }
    let shuffled = members.shuffled(using: &random.generator)
    #expect(
      JSON.object(JSONObject(members)).canonicalBytes
        == JSON.object(JSONObject(shuffled)).canonicalBytes)
  }
}
