import SkillsVideo

/// What stands in the cache of contracts, and what of it had to be left out.
struct ContractReading: Sendable {
  /// The list, as far as it can be read.
  enum State: Sendable, Hashable {
    /// There is none: nothing was taken in.
    case none
    /// A list.
    case list(ContractIndex)
    /// A list that is damaged.
    case damaged
    /// A list that a newer skv has written.
    case newer
    /// A list that cannot be read now, with the reason.
    case unreadable(String)

    /// The documents that it names.
    var entries: [ContractIndex.Entry] {
      guard case .list(let index) = self else { return [] }
      return index.entries
    }
  }

  /// One thing that was left out.
  struct Loss: Sendable, Hashable {
    /// What is left out and why, with paths.
    let reason: String
    /// What to do.
    let advice: String
    /// Whether it is gone for good, so that nothing more is lost where it is written over.
    let isDamage: Bool

    /// The line for a command that goes on without it.
    var warning: String { "\(reason); \(advice)" }
    /// The line for a command that drops it.
    var dropped: String { "\(reason), and is no longer in use" }
  }

  /// The name of the list.
  static let indexName = "in-use.json"
  private static let longestIndex = 4 << 20

  /// The list.
  let state: State
  /// The built-in contract, with the documents that could be read laid over it.
  let contract: ContractInUse
  /// What was left out.
  let losses: [Loss]

  /// Reads the cache in a folder.
  ///
  /// Throws ``InterpreterError`` if the built-in contract cannot be read.
  init(_ folder: String) throws(InterpreterError) {
    state = Self.state(of: folder)
    var losses = Self.loss(of: state, folder).map { [$0] } ?? []
    var sources: [ContractSource] = []
    for entry in state.entries {
      switch Self.source(of: entry, folder) {
      case .success(let source): sources.append(source)
      case .failure(let loss): losses.append(loss)
      }
    }
    contract = try ContractInUse.builtIn().laying(sources)
    self.losses = losses
  }

  /// This reading, if another list may take the place of this one.
  ///
  /// Throws ``InterpreterError`` of the code `.contractNotKept` where that would lose what is sound.
  func replaceable() throws(InterpreterError) -> ContractReading {
    guard let loss = losses.first(where: { !$0.isDamage }) else { return self }
    throw InterpreterError(
      .contractNotKept, "nothing was kept, and all is as it was: \(loss.warning)")
  }

  /// The list in a folder.
  static func state(of folder: String) -> State {
    do throws(FileError) {
      let contents = try ContractSource.contents(
        of: folder + "/" + indexName, limit: longestIndex)
      guard let bytes = contents else { return .damaged }
      if ContractIndex.isNewer(bytes) { return .newer }
      return ContractIndex(bytes).map(State.list) ?? .damaged
    } catch {
      return error.isMissing ? .none : .unreadable(error.message)
    }
  }

  private static func loss(of state: State, _ folder: String) -> Loss? {
    let path = folder + "/" + indexName
    let instead = ", so that the built-in contract is in use"
    switch state {
    case .none, .list: return nil
    case .damaged:
      return Loss(
        reason: "\(path) is damaged\(instead)",
        advice: "take your documents in again with `skv contract update FILE`, or stay with the "
          + "built-in contract: `skv contract update --built-in`", isDamage: true)
    case .newer:
      return Loss(
        reason: "\(path) was written by a newer skv\(instead)",
        advice: "use that one, or go back: `skv contract update --built-in`", isDamage: false)
    case .unreadable(let reason):
      return Loss(
        reason: "\(reason)\(instead)",
        advice: "make it readable, or go back: `skv contract update --built-in`", isDamage: false)
    }
  }

  private static func source(
    of entry: ContractIndex.Entry, _ folder: String
  ) -> Attempt {
    let path = folder + "/" + entry.fileName
    do throws(FileError) {
      let contents = try ContractSource.contents(of: path, limit: ContractSource.largest)
      guard let bytes = contents, SHA256Digest(of: bytes) == entry.digest else {
        return .failure(damage(entry, "\(path) is damaged"))
      }
      do throws(InterpreterError) {
        let source = try ContractSource(bytes: bytes, name: entry.name)
        return .success(source.kept(since: entry.taken))
      } catch {
        // It was read when it was taken in, so another skv knows more than this one.
        return .failure(sound(entry, error.message, "use the skv that took it in"))
      }
    } catch {
      if error.isMissing { return .failure(damage(entry, "\(path) is gone")) }
      if error.number == FileError.notAFile { return .failure(damage(entry, error.message)) }
      return .failure(sound(entry, error.message, "make it readable"))
    }
  }

  private static func sound(
    _ entry: ContractIndex.Entry, _ reason: String, _ advice: String
  ) -> Loss {
    Loss(
      reason: left(entry) + reason,
      advice: "\(advice), or go back: `skv contract update --built-in`", isDamage: false)
  }

  private static func damage(_ entry: ContractIndex.Entry, _ reason: String) -> Loss {
    Loss(
      reason: left(entry) + reason,
      advice: "take it in again with `skv contract update FILE`, or go back to the built-in "
        + "contract: `skv contract update --built-in`", isDamage: true)
  }

  private static func left(_ entry: ContractIndex.Entry) -> String {
    "the kept contract \(entry.name) is left out: "
  }

  private enum Attempt {
    case success(ContractSource)
    case failure(Loss)
  }
}
