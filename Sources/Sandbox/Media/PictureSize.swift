import LosslessJSON

/// The size of a picture in pixels, read from the fields of its request.
struct PictureSize: Sendable, Hashable {
  var width: Int
  var height: Int

  /// Reads `image_size` or `size` (`1024x1536`, `portrait_4_3`), else `aspect_ratio` (`16:9`) and
  /// `resolution` (`1K`, `2K`, `4K`).
  ///
  /// An exact size is taken as it stands, multiplied if its long side is below 1024 pixels. By
  /// ratio, the long side is 1280, 2048 or 4096 pixels and the short one at least a quarter of
  /// it. What cannot be read counts as 16:9 and 1280.
  init(input: JSON) {
    let named = input["image_size"]?.string ?? input["size"]?.string ?? ""
    if let exact = Self.pair(in: named, separator: "x") {
      let scale = max(1, (1024 + max(exact.0, exact.1) - 1) / max(exact.0, exact.1))
      self.init(
        width: min(exact.0 * scale, 4096), height: min(exact.1 * scale, 4096))
      return
    }
    let ratio =
      Self.pair(in: input["aspect_ratio"]?.string ?? "", separator: ":")
      ?? Self.namedRatio(named) ?? (16, 9)
    let long = ["2K": 2048, "4K": 4096][input["resolution"]?.string?.uppercased() ?? ""] ?? 1280
    let short = max(
      long * min(ratio.0, ratio.1) / max(ratio.0, ratio.1) / 2 * 2, long / 4)
    self.init(
      width: ratio.0 >= ratio.1 ? long : short, height: ratio.0 >= ratio.1 ? short : long)
  }

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// `square_hd`, `portrait_4_3`, `landscape_16_9`: the numbers are the long side's first in both.
  private static func namedRatio(_ name: String) -> (Int, Int)? {
    let words = name.split(separator: "_")
    guard let first = words.first else { return nil }
    if first == "square" { return (1, 1) }
    guard words.count == 3, let one = Int(words[1]), let other = Int(words[2]), one > 0, other > 0
    else { return nil }
    switch first {
    case "portrait": return (min(one, other), max(one, other))
    case "landscape": return (max(one, other), min(one, other))
    default: return nil
    }
  }

  private static func pair(in text: String, separator: Character) -> (Int, Int)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, let one = Int(parts[0]), let other = Int(parts[1]),
      (1...4096).contains(one), (1...4096).contains(other)
    else { return nil }
    return (one, other)
  }
}
