import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// All that the ledger knows of one run, as `show` prints it.
struct RunSheet {
  /// The run.
  let record: RunRecord
  /// Its changes, oldest first.
  let history: [RunChange]
  /// Its outputs, on disk or not.
  let outputs: [LedgerOutput]
  /// What to do next, a line each.
  let advice: [String]
  /// The folder that paths are shown from.
  let folder: String

  /// The lines, none wider than `columns` unless one word is.
  func lines(columns: Int) -> [String] {
    TextWrap.lines("run \(record.number): \(record.label), item \(record.item)", columns: columns)
      + TwoColumns.wrapped(facts, columns: columns)
      + section("history", history.map { (Moment.text($0.at), words($0)) }, columns)
      + ["request"] + request
      + section("outputs", outputs.flatMap(rows), columns)
      + (advice.isEmpty
        ? [] : ["next"] + advice.flatMap { TextWrap.lines($0, columns: columns, first: "  ") })
  }

  private func section(_ title: String, _ rows: [(String, String)], _ columns: Int) -> [String] {
    rows.isEmpty ? [] : [title] + TwoColumns.wrapped(rows, columns: columns)
  }

  private var facts: [(String, String)] {
    var facts: [(String, String?)] = [
      ("state", RunTable.words(record.state)), ("model", record.model),
      ("service", record.baseURL), ("generation", record.generationID ?? "no id is known"),
      ("status", record.status),
      ("price", record.credits.map { "\($0.text) credits" } ?? "not told"),
      ("seed", record.seed.map { $0.string ?? $0.printed() }),
      ("script", record.script), ("take", record.take > 1 ? String(record.take) : nil),
      ("took", record.elapsed.map { Clockface.text($0) }),
    ]
    if record.errorCode != nil || record.errorMessage != nil {
      facts.append(
        (
          "error",
          [record.errorCode, record.errorMessage].compactMap(\.self).joined(separator: ": ")
        ))
    }
    return facts.compactMap { name, text in text.map { (name, $0) } }
  }

  private func words(_ change: RunChange) -> String {
    RunTable.words(change.state) + (change.detail.map { ": \($0)" } ?? "")
  }

  private var request: [String] {
    record.request.printed(.indented(2)).split(separator: "\n").map {
      "  " + DisplayWidth.shown(String($0))
    }
  }

  private func rows(_ output: LedgerOutput) -> [(String, String)] {
    let place = String(output.place + 1)
    guard output.state == .saved, let path = output.path else {
      // A query may be a signature.
      let address = String(output.url.prefix { $0 != "?" && $0 != "#" })
      return [(place, "not on disk yet: \(address)")]
    }
    var facts = [output.contentType, output.bytes.map(ByteCount.text)].compactMap(\.self)
    if let width = output.width, let height = output.height { facts.append("\(width)x\(height)") }
    if let duration = output.duration { facts.append("\(duration) s") }
    var rows = [
      (place, FilePath.shown(path, from: folder)), ("", facts.joined(separator: ", ")),
      ("", "sha256 \(output.filedDigest ?? "not known")"),
    ]
    if output.deliveredDigest != output.filedDigest, let digest = output.deliveredDigest {
      rows.append(("", "sha256 as delivered \(digest)"))
    }
    return rows
  }
}
