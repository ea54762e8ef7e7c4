import Contracts
import SkvInterpreter

/// What is wrong in a document, as lines for a person.
enum ContractFaultLines {
  /// The longest line, in characters; names in a document may be of any length.
  static let longest = 400

  /// A line a fault, and one for those beyond `most`.
  static func lines(_ source: ContractSource, in contract: ContractInUse, most: Int) -> [String] {
    let faults = contract.faults(in: source)
    let name = TerminalText.clipped(TerminalText.escaped(source.name), to: 80)
    let lines = faults.prefix(most).map { model, fault in
      let place = model.map { "\(name), \($0)" } ?? name
      return TerminalText.clipped(
        "\(place): \(TerminalText.escaped(fault.message))", to: longest)
    }
    guard faults.count > most else { return lines }
    return lines + ["\(name): and \(faults.count - most) more that cannot be read whole"]
  }
}
