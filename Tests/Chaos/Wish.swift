/// What a script asks for with one statement: `count` generations of one prompt.
struct Wish: Sendable {
  /// How its runs are called; no other wish of any script has it.
  let label: String
  /// No other wish has it either, so what the sandbox accepted is known by it.
  var prompt: String { "wish \(label)" }
  var kind: Kind
  /// How many takes.
  var count = 1

  enum Kind: Sendable {
    case picture, video
    /// A video that begins with the picture of another wish.
    case clip(of: String)
  }

  var statements: String {
    switch kind {
    case .picture: "use seedream-4.5 for t2i\n\(request)"
    case .video: "use kling-v2.6 for t2v\n\(request)"
    case .clip(let parent):
      "use kling-ai/v3/video for i2v\nset first_frame_url $\(parent)\n\(request)"
    }
  }

  private var request: String {
    "set prompt \"\(prompt)\"\nrun as \(label)\(count > 1 ? " x \(count)" : "")\n"
  }
}

/// A script and what it asks for.
struct WishList: Sendable {
  /// The name of its file.
  let name: String
  let wishes: [Wish]
  var text: String {
    (["option on-error continue\n"] + wishes.map(\.statements)).joined(separator: "\n")
  }

  /// Divides a number of generations among scripts of at most `size` each.
  ///
  /// Of the statements one in three asks for one generation, one in six for a picture and the clip that
  /// begins with it, and the others for 2 to 12 takes of one prompt, which run at once.
  static func lists(of generations: Int, size: Int, seed: UInt64) -> [WishList] {
    var dice = Dice(seed)
    var rest = generations
    var lists: [WishList] = []
    while rest > 0 {
      let end = rest - min(size, rest)
      var wishes: [Wish] = []
      while rest > end {
        let label = "w\(lists.count)n\(wishes.count)"
        let kind: Wish.Kind = Bool.random(using: &dice) ? .picture : .video
        switch rest - end > 1 ? Int.random(in: 0..<6, using: &dice) : 0 {
        case 0, 1:
          wishes.append(Wish(label: label, kind: kind))
          rest -= 1
        case 2:
          wishes.append(Wish(label: label, kind: .picture))
          wishes.append(Wish(label: label + "c", kind: .clip(of: label)))
          rest -= 2
        default:
          let count = Int.random(in: 2...min(12, rest - end), using: &dice)
          wishes.append(Wish(label: label, kind: kind, count: count))
          rest -= count
        }
      }
      lists.append(WishList(name: "film\(lists.count).skv", wishes: wishes))
    }
    return lists
  }
}
