/// One row of a picture, painted over from the back to the front.
struct PixelRow: Sendable {
  private(set) var runs: [PixelRun]
  let width: Int

  init(width: Int, colour: Colour) {
    self.width = width
    runs = [PixelRun(colour: colour, count: width)]
  }

  /// Paints the pixels of `span` (cut to the row) with `colour`.
  mutating func paint(_ span: Range<Int>, _ colour: Colour) {
    let span = span.clamped(to: 0..<width)
    guard !span.isEmpty else { return }
    var painted: [PixelRun] = []
    var start = 0
    var isDone = false
    func add(_ colour: Colour, _ count: Int) {
      guard count > 0 else { return }
      if let last = painted.last, last.colour == colour {
        painted[painted.count - 1].count += count
      } else {
        painted.append(PixelRun(colour: colour, count: count))
      }
    }
    for run in runs {
      let end = start + run.count
      add(run.colour, min(end, span.lowerBound) - start)
      if !isDone && end > span.lowerBound {
        add(colour, span.count)
        isDone = true
      }
      add(run.colour, end - max(start, span.upperBound))
      start = end
    }
    runs = painted
  }
}
