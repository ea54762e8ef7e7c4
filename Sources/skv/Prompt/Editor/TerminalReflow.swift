/// Whether a terminal moves the text of long lines when its width changes.
enum TerminalReflow {
  /// Variables that terminals set which do.
  private static let signs = [
    "VTE_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE", "KONSOLE_VERSION",
    "WT_SESSION", "TMUX", "GHOSTTY_RESOURCES_DIR", "ITERM_SESSION_ID",
  ]

  /// Variables of terminals that do not, and inherit those of the one they were started in.
  private static let contrary = ["STY", "VIM_TERMINAL", "NVIM", "INSIDE_EMACS"]

  /// What the environment tells; no for terminals that nothing is known of, since a prompt that is
  /// left standing does less harm than a line of output that is erased.
  static func isDone(environment: [String: String]) -> Bool {
    if contrary.contains(where: { environment[$0] != nil }) { return false }
    let kind = environment["TERM"] ?? ""
    let isInTmux = environment["TMUX"] != nil && ["tmux", "screen"].contains(where: kind.hasPrefix)
    // A tmux started in an xterm inherits the variable too.
    if environment["XTERM_VERSION"] != nil { return isInTmux }
    return signs.contains { environment[$0] != nil }
      || ["vscode", "Apple_Terminal"].contains(environment["TERM_PROGRAM"])
  }
}
