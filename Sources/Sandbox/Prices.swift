import LosslessJSON

/// The sandbox's own prices; the service has no documented list.
enum Prices {
  /// What the sandbox says of its prices.
  static let note: JSON = [
    "note": "These prices are the sandbox's own invention, not the service's.",
    "image": "1.5 credits a picture", "video": "2.5 credits a second and video",
  ]

  /// The price of a request in credits.
  static func price(of input: JSON, kind: OutputKind) -> JSONNumber {
    let outputs = outputCount(of: input)
    let tenths =
      switch kind {
      case .image: 15 * outputs
      case .video: 25 * outputs * seconds(of: input)
      }
    let text = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return JSONNumber(text) ?? 0
  }

  /// How many outputs a request asks for: `n` or `num_images`, from 1 to 16.
  static func outputCount(of input: JSON) -> Int {
    let asked = input["n"]?.number?.int ?? input["num_images"]?.number?.int ?? 1
    return min(max(asked, 1), 16)
  }

  /// The clip length that a request asks for: a number, or a text that begins with one; else 5.
  private static func seconds(of input: JSON) -> Int {
    let field = input["duration"] ?? input["seconds"]
    let number =
      field?.number?.double
      ?? Double((field?.string ?? "").prefix { $0.isASCII && $0.isNumber })
      ?? 5
    return number.isFinite ? Int(min(max(number.rounded(.up), 1), 600)) : 600
  }
}
