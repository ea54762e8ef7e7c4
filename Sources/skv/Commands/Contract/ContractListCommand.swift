import ArgumentParser
import Contracts
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv contract list`: the documents in use.
struct ContractListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the documents in use, and what is wrong in them.",
    usage: "skv contract list [--json]",
    discussion: """
      Example:
        skv contract list --json

      A line a document: its name, the beginning of its SHA-256 digest, the day it was \
      taken in, and its models. With --json the digests are whole, those of the models too.
      """)

  @Flag(help: "Print JSON lines on standard output, one a document.")
  var json = false

  func run() throws {
    let contract = try ContractOptions.inUse()
    if json {
      for source in contract.sources {
        StandardStream.output.write(Self.json(source, in: contract).printed(.spaced) + "\n")
      }
      return
    }
    let count = contract.catalogue.models.count
    StandardStream.output.write(count == 1 ? "1 model, from:\n" : "\(count) models, from:\n")
    for line in Self.table(contract, columns: ListingOutput.rowColumns) {
      StandardStream.output.write(line + "\n")
    }
    for source in contract.sources {
      for line in ContractFaultLines.lines(source, in: contract, most: 20) {
        ListingOutput.print(
          ListingOutput.rowColumns.map { TextWrap.lines("fault in \(line)", columns: $0) }
            ?? ["fault in \(line)"])
      }
    }
  }

  // MARK: - For people

  private static func table(_ contract: ContractInUse, columns: Int?) -> [String] {
    let rows = contract.sources.map { source in
      [
        TerminalText.clipped(TerminalText.escaped(source.name), to: 24),
        source.openapi == nil ? "docs" : "openapi", String(source.digest.hex.prefix(12)),
        source.taken.map { TerminalText.escaped(String($0.prefix(10))) } ?? "-",
        models(of: source, in: contract),
      ]
    }
    let widths = (1..<4).map { column in
      rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    let table = rows.map { row in
      let cells = zip(row[1..<4], widths).map { cell, width in
        cell + String(repeating: " ", count: width - DisplayWidth.columns(of: cell))
      }
      return (row[0], (cells + [row[4]]).joined(separator: "  "))
    }
    guard let columns, !TwoColumns.fit(table, columns: columns) else {
      return TwoColumns.lines(table)
    }
    return TwoColumns.wrapped(
      rows.map { ($0[0], $0[1...].joined(separator: ", ")) }, columns: columns)
  }

  /// Which models come from a document, as far as that is not plain.
  private static func models(of source: ContractSource, in contract: ContractInUse) -> String {
    guard let document = source.openapi else { return "which make videos, which images" }
    if let model = document.onlyModel { return "1 model: \(TerminalText.clipped(model, to: 60))" }
    let own = contract.models(from: source).count
    let all = document.modelPaths.count
    return own == all ? "\(all) models" : "\(own) of its \(all) models"
  }

  // MARK: - For machines

  private static func json(_ source: ContractSource, in contract: ContractInUse) -> JSON {
    let models = contract.models(from: source).map { model -> JSON in
      ["model": .string(model.path), "sha256": .string(model.digest.hex)]
    }
    let faults = contract.faults(in: source).map { model, fault -> JSON in
      [
        "model": model.map(JSON.string) ?? .null, "code": .string(fault.code.rawValue),
        "message": .string(fault.message),
      ]
    }
    return [
      "name": .string(source.name), "kind": source.openapi == nil ? "docs" : "openapi",
      "origin": .string(source.origin.rawValue), "sha256": .string(source.digest.hex),
      "taken": source.taken.map(JSON.string) ?? .null, "models": .array(models),
      "faults": .array(faults),
    ]
  }
}
