/// A place in the result of a run: `$still`, `$grid[2]`, `$still.files[0].url`.
package struct ResultPath: Sendable, Hashable {
  /// The label of the run, for messages.
  package var label: String
  /// The jobs whose results are meant, by index; one job where an item was picked.
  package var items: Range<Int>
  /// The item that was picked: 2 in `$grid[2]`; nil where the whole run is meant.
  package var item: Int?
  /// What follows: members and indices, item index excluded.
  package var steps: [Path.Step]

  /// Creates a path.
  package init(label: String, items: Range<Int>, item: Int? = nil, steps: [Path.Step] = []) {
    self.label = label
    self.items = items
    self.item = item
    self.steps = steps
  }

  /// The path as a reference is written: `$grid[2].files[0].url`.
  package var text: String {
    steps.reduce("$" + label + (item.map { "[\($0)]" } ?? "")) { text, step in
      switch step {
      case .member(let name): text + "." + name
      case .index(let index): text + "[\(index)]"
      }
    }
  }
}
