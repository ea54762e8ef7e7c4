import Contracts

extension Model {
  /// The short name, or the full path where the short name alone says little, as `q3` does, or does
  /// not say why it comes to mind for a word that stands in the path.
  func clearName(for word: String) -> String {
    let word = word.lowercased()
    let isClear = !name.contains("/") && name.count >= 4
    let isWhy = name.lowercased().contains(word) || !path.lowercased().contains(word)
    return isClear && isWhy ? name : path
  }
}
