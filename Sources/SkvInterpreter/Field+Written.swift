import Contracts
import LosslessJSON
import SkillsScript

extension Field {
  /// A value of the field as a script writes it: a listed word stands bare, and so does an address.
  func written(_ value: JSON) -> String {
    switch value {
    case .string(let word) where schema.allowedValue(for: word) != nil: Quoting.word(word)
    case .string(let address) where media != nil: Self.written(address: address)
    case .array(let items) where media != nil:
      "[\(items.map(writtenElement).joined(separator: ", "))]"
    default: Recipe.Value.json(value).description
    }
  }

  /// An element of a list of media.
  func writtenElement(_ item: JSON) -> String {
    item.string.map(Self.written(address:)) ?? Recipe.Value.json(item).description
  }

  private static func written(address: String) -> String {
    // Behind an `@` anything else would be a file of this machine.
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return Quoting.quoted(address)
    }
    let isPlain = address.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || "_-./:".utf8.contains(byte)
    }
    return isPlain ? "@" + address : Quoting.address(address)
  }
}
