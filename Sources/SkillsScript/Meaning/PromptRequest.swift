package import Contracts

/// What a command of the prompt asks to be shown, with what it needs to know of the draft.
package enum PromptRequest: Sendable {
  /// `show`: the draft as it is; nil where there is none.
  case show(DraftView?)
  /// `fields`: what can be set for a model.
  case fields(Model, mode: Mode?)
  /// `models`: those in which each text is found, in the order of the contract.
  case models([Model], texts: [String])
  /// `plan`: the jobs that `run` would make now, at least one.
  case plan([Job])
  /// `credits`: the balance, which only the service knows.
  case credits
  /// `help`.
  case help(HelpTopic)
  /// `quit`.
  case quit
}

/// A draft as a person looks at it.
package struct DraftView: Sendable {
  /// The model.
  package var model: Model
  /// The mode that was asked for.
  package var mode: Mode?
  /// What is set, in the order in which it was first set.
  package var values: [(name: String, value: Expression)]
  /// The names of the fields that are required and not set.
  package var missing: [String]
}

/// What `help` explains.
package enum HelpTopic: Sendable {
  /// The statements and commands, a line each.
  case overview
  /// A statement.
  case statement(StatementForm)
  /// A command of the prompt.
  case command(PromptCommand)
  /// An option.
  case option(OptionForm)
  /// A field of the draft's model.
  case field(Field, of: Model)
  /// A model.
  case model(Model)
  /// How values are written.
  case values
}
