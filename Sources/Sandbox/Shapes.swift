/// The forms of answers that the service's pages leave open, or show in an older version.
///
/// Where the pages do not say, the sandbox knows more than one form, so that no client can take
/// the sandbox's own choice for the service's.
package struct Shapes: Sendable, Hashable, CustomStringConvertible {
  /// The form of a video's `data`, which no page shows.
  package enum Video: String, Sendable, CaseIterable {
    /// `{type, n, actual_prompt, video: {url, …}}`, with `videos` for several: as pictures are.
    case like = "1"
    /// `{videos: [{url, file_name, …}]}`.
    case list = "2"
    /// `{output: {video_url}}`, with `video_urls` for several.
    case nested = "3"
  }

  /// The form of `/credits`, which no page shows.
  package enum Credits: String, Sendable, CaseIterable { case number, object }

  /// The HTTP status of an accepted submit.
  package enum Submit: String, Sendable, CaseIterable {
    case ok = "200"
    case accepted = "202"
  }

  /// The words for a state: those of the queue, or the older ones.
  package enum Status: String, Sendable, CaseIterable { case new, old }

  /// How the words for a state are written; `plain` is as the pages print them.
  package enum Letters: String, Sendable, CaseIterable { case plain, upper, lower }

  /// What stands under `input`: the request as sent, with the contract's defaults, or nothing.
  package enum Input: String, Sendable, CaseIterable { case sent, defaults, missing }

  /// The form of stream events: as documented, with `event:` lines, or with everything that the
  /// grammar of event streams allows (comments, ids, retry, CRLF, several data lines).
  package enum Events: String, Sendable, CaseIterable { case bare, named, noisy }

  /// The body of a refusal: the newest form, or one of the older ones.
  package enum Errors: String, Sendable, CaseIterable { case full, message, nested, text }

  /// How a body that breaks the contract is refused: 422, or 400 with a code `…INVALID_INPUT`.
  ///
  /// The pages say both that 422 means "validation failed" and that INVALID_INPUT comes with 400.
  package enum Invalid: String, Sendable, CaseIterable {
    case unprocessable = "422"
    case badRequest = "400"
  }

  /// Whether a failed generation is paid for.
  package enum Failed: String, Sendable, CaseIterable { case free, charged }

  /// What becomes of a body that the contract does not show in full (fields without a name,
  /// variants and endpoints without fields, lists of words that were cut off).
  package enum Undocumented: String, Sendable, CaseIterable { case refuse, accept }

  /// The form of a video's `data`.
  package var video = Video.like
  /// The form of `/credits`.
  package var credits = Credits.number
  /// The HTTP status of an accepted submit.
  package var submit = Submit.ok
  /// The words for a state.
  package var status = Status.new
  /// How the words for a state are written.
  package var letters = Letters.plain
  /// What stands under `input`.
  package var input = Input.sent
  /// The form of stream events.
  package var events = Events.bare
  /// The body of a refusal.
  package var errors = Errors.full
  /// How a body that breaks the contract is refused.
  package var invalid = Invalid.unprocessable
  /// Whether a failed generation is paid for.
  package var failed = Failed.free
  /// What becomes of a body that the contract does not show in full.
  package var undocumented = Undocumented.refuse

  /// The first value of each.
  package init() {}

  /// Reads a list such as `video=2,credits=object`; what is not named keeps its first value.
  ///
  /// - Throws: `SandboxError.badShapes` for an unknown name or value; the message lists the known.
  package static func parse(_ text: String) throws(SandboxError) -> Shapes {
    var shapes = Shapes()
    for item in text.split(separator: ",") {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let axis = axes.first(where: { $0.name == trimmed(parts[0]) }) else {
        let known = axes.map(\.name).joined(separator: ", ")
        throw SandboxError(
          .badShapes, "no shape is called \(trimmed(parts[0]).debugDescription): \(known)")
      }
      guard parts.count == 2, axis.set(&shapes, trimmed(parts[1])) else {
        let known = axis.values.joined(separator: ", ")
        throw SandboxError(.badShapes, "\(axis.name) takes one of \(known), not \(item)")
      }
    }
    return shapes
  }

  /// The default shapes, and for every other value the shapes that differ in it alone.
  package static let all: [Shapes] =
    [Shapes()]
    + axes.flatMap { axis in
      axis.values.dropFirst().map { value in
        var shapes = Shapes()
        _ = axis.set(&shapes, value)
        return shapes
      }
    }

  /// Every shape with its value, as `parse` reads it.
  package var description: String {
    Self.axes.map { "\($0.name)=\($0.get(self))" }.joined(separator: ",")
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: - Axes

  /// One shape as text: its name, its values, and how it is read and set.
  private struct Axis: Sendable {
    let name: String
    let values: [String]
    let get: @Sendable (Shapes) -> String
    let set: @Sendable (inout Shapes, String) -> Bool

    init<Value: RawRepresentable<String> & CaseIterable & Sendable>(
      _ name: String, _ path: any WritableKeyPath<Shapes, Value> & Sendable
    ) {
      self.name = name
      values = Value.allCases.map(\.rawValue)
      get = { $0[keyPath: path].rawValue }
      set = { shapes, text in
        guard let value = Value(rawValue: text) else { return false }
        shapes[keyPath: path] = value
        return true
      }
    }
  }

  private static let axes: [Axis] = [
    Axis("video", \.video), Axis("credits", \.credits), Axis("submit", \.submit),
    Axis("status", \.status), Axis("letters", \.letters), Axis("input", \.input),
    Axis("events", \.events), Axis("errors", \.errors), Axis("invalid", \.invalid),
    Axis("failed", \.failed), Axis("undocumented", \.undocumented),
  ]
}
