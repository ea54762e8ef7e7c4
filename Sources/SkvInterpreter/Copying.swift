import LosslessJSON
import SkillsScript
import SkillsVideo

/// Puts the files of results where a `save` statement says.
struct Copying: Sendable {
  private let client: Client
  private let parts: [Part]
  private let text: String

  private struct Part {
    var run: Int?
    var output: Int?
    var destination: Destination
  }

  init(_ copy: Copy, client: Client, place: Session.Place, results: Results) {
    self.client = client
    text = copy.text
    var output: Int?
    if copy.subject.steps.first == .member("files"), copy.subject.steps.count == 2,
      case .index(let index) = copy.subject.steps[1]
    {
      output = index
    }
    parts = zip(copy.subject.items, copy.destinations).map { job, template in
      Part(
        run: results.run(of: JobID(job)), output: output,
        destination: Destination(template, overwrite: copy.overwrite, in: place))
    }
  }

  /// Copies, and gives the absolute paths of the copies, those that stood there already included.
  func perform() async -> Result<[String], CopyTrouble> {
    var paths: [String] = []
    for part in parts {
      guard let run = part.run else {
        return .failure(CopyTrouble(reason: "`\(text)`: the result is not there"))
      }
      do {
        paths += try await client.copy(run: run, output: part.output, to: part.destination)
      } catch {
        return .failure(CopyTrouble(reason: "`\(text)`: \(error.description)"))
      }
    }
    return .success(paths)
  }
}

/// Why a `save` statement could not be performed.
struct CopyTrouble: Error {
  var reason: String
}
