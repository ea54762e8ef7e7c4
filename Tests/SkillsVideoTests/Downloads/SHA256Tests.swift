import Testing

@testable import SkillsVideo

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "gives the standard's digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, hex: String) {
    #expect(SHA256Digest(of: Array(text.utf8)).hex == hex)
  }

  @Test("gives the same digest for any pieces, and may be asked on the way")
  func pieces() {
    let hash = SHA256()
    hash.update(Array("a".utf8))
    hash.update([])
    #expect(hash.digest() == SHA256Digest(of: Array("a".utf8)))
    hash.update(Array("bc".utf8))
    #expect(hash.digest() == SHA256Digest(of: Array("abc".utf8)))
  }

  @Test("digests go to hexadecimal digits and back")
  func hex() throws {
    let digest = SHA256Digest(of: [1, 2, 3])
    #expect(SHA256Digest(hex: digest.hex) == digest)
    #expect(SHA256Digest(hex: digest.hex.uppercased()) == digest)
    #expect(SHA256Digest(bytes: digest.bytes) == digest)
    #expect("\(digest)" == digest.hex)
  }

  @Test(
    "refuses what is no digest",
    arguments: ["", "00", String(repeating: "0", count: 63), String(repeating: "g", count: 64)])
  func notHex(text: String) {
    #expect(SHA256Digest(hex: text) == nil)
    #expect(SHA256Digest(bytes: Array(text.utf8)) == nil || text.utf8.count == 32)
  }
}
