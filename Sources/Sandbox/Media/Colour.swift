/// A colour of a picture: eight bits each of red, green and blue.
struct Colour: Sendable, Hashable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour that lies `part` of `whole` on the way to `other`.
  func mixed(with other: Colour, part: Int, of whole: Int) -> Colour {
    func step(_ from: UInt8, _ to: UInt8) -> UInt8 {
      let value = Int(from) + (Int(to) - Int(from)) * part / max(whole, 1)
      return UInt8(clamping: value)
    }
    return Colour(step(red, other.red), step(green, other.green), step(blue, other.blue))
  }
}
