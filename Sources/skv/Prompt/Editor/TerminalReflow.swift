/// Whether a terminal moves the text of long lines when its width changes.
enum TerminalReflow {
  /// Variables that terminals set which do.
  private static let signs = [
    "VTE_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE", "KONSOLE_VERSION",
    "WT_SESSION", "TMUX", "GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID",
  ]

  /// What the environment tells; no for terminals that nothing is known of, since a prompt that is
  /// left standing does less harm than a line of output that is erased.
  static func isDone(environment: [String: String]) -> Bool {
    signs.contains { environment[$0] != nil }
      || ["vscode", "Apple_Terminal"].contains(environment["TERM_PROGRAM"])
  }
}
