/// Scripts with marks for every finding that the checker makes.
enum MarkedScripts {
  static let all = names + values + results + files + budget + sweeps + arguments + assertions
}
