import ArgumentParser

/// `skv contract`: the documents that say what models there are and what they take.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "The contract in use: list it, take in a newer one, compare two.",
    usage: "skv contract [list|update|diff] ...",
    discussion: """
      Examples:
        skv contract list
        skv contract diff built-in
        skv contract update --built-in

      The contract is the service's OpenAPI document, against which every script is \
      checked. skv is built with one; `skv contract update openapi.json` takes in a newer \
      one, and --contract FILE lays one over it for a single call.
      """,
    subcommands: [
      ContractListCommand.self, ContractUpdateCommand.self, ContractDiffCommand.self,
    ],
    defaultSubcommand: ContractListCommand.self)
}
