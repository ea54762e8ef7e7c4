import Synchronization

/// The mailbox between the transport's thread and the reader of one answer.
///
/// All of it is under one lock. When the reader is slow the mailbox says *pause*; whoever empties it
/// clears the pause under the same lock and asks the thread to go on, or the transfer would hang.
final class Exchange: Sendable {
  /// How a transfer ended.
  enum Ending: Sendable {
    case complete
    case failed(TransportError)
  }

  private struct State {
    var head: ResponseHead?
    var body: [UInt8] = []
    var isPaused = false
    var ending: Ending?
    var changes = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
    var highestFill = 0
  }

  /// The bytes from which on a transfer pauses.
  static let highWater = 1 << 18

  private let inbox: Inbox
  private let state = Mutex(State())

  init(inbox: Inbox) {
    self.inbox = inbox
  }

  /// The most bytes that ever lay here.
  var highestFill: Int {
    state.withLock { $0.highestFill }
  }
}

// MARK: - The thread's side

extension Exchange {
  /// Puts the head in.
  func begin(_ head: ResponseHead) {
    change { $0.head = head }
  }

  /// Puts bytes in, or answers false: they are to be offered again after a `resume`.
  func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
    change { state in
      guard state.body.isEmpty || bytes.count <= Self.highWater - state.body.count else {
        state.isPaused = true
        return false
      }
      state.body.append(contentsOf: bytes)
      state.highestFill = max(state.highestFill, state.body.count)
      return true
    }
  }

  /// Ends the exchange; the first ending stays.
  func end(_ ending: Ending) {
    change { state in
      guard state.ending == nil else { return }
      state.ending = ending
    }
  }

  private func change<T: Sendable>(_ body: (inout State) -> T) -> T {
    let (result, waiters) = state.withLock { state in
      let result = body(&state)
      state.changes &+= 1
      let waiters = state.waiters
      state.waiters = []
      return (result, waiters)
    }
    for waiter in waiters { waiter.resume() }
    return result
  }
}

// MARK: - The reader's side

extension Exchange {
  /// Waits for the head, or for the end if none comes.
  func head() async throws(TransportError) -> ResponseHead {
    let result = await waiting { state -> Result<ResponseHead, TransportError>? in
      if let head = state.head { return .success(head) }
      switch state.ending {
      case .failed(let error): return .failure(error)
      case .complete:
        return .failure(TransportError(.badResponse, wasSent: true, "the answer has no head"))
      case nil: return nil
      }
    }
    return try result.get()
  }

  /// Waits for bytes and takes all there are; nil at the end.
  func next() async throws(TransportError) -> [UInt8]? {
    let (result, resumes) = await waiting { state -> (Result<[UInt8]?, TransportError>, Bool)? in
      if !state.body.isEmpty {
        let wasPaused = state.isPaused
        state.isPaused = false
        let bytes = state.body
        state.body = []
        return (.success(bytes), wasPaused && state.ending == nil)
      }
      switch state.ending {
      case .failed(let error):
        state.ending = .complete
        return (.failure(error), false)
      case .complete:
        return (.success(nil), false)
      case nil:
        return nil
      }
    }
    if resumes { inbox.post(.resume(self)) }
    return try result.get()
  }

  /// Asks the thread to end the transfer; nothing happens if it has ended.
  func cancel() {
    let hasEnded = state.withLock { $0.ending != nil }
    if !hasEnded { inbox.post(.cancel(self)) }
  }

  private func waiting<T: Sendable>(_ look: @Sendable (inout State) -> T?) async -> T {
    await withTaskCancellationHandler {
      while true {
        let (found, seen) = state.withLock { (look(&$0), $0.changes) }
        if let found { return found }
        await withCheckedContinuation { waiter in
          let isLate = state.withLock { state in
            guard state.changes == seen else { return true }
            state.waiters.append(waiter)
            return false
          }
          if isLate { waiter.resume() }
        }
      }
    } onCancel: {
      cancel()
    }
  }
}
