import LosslessJSON

/// Asks the service for the state of one generation, up to four times where that may help.
struct StateInquiry: Sendable {
  var service: Service
  var transport: any Transport
  var surroundings: Client.Surroundings

  /// The answer; the failure of the last try where none came. Cancelling the task ends the pauses.
  func answer(for id: String) async -> Result<ServiceAnswer, TransportError> {
    var delays = RetryDelays(random: surroundings.random).makeIterator()
    var last = await ask(id)
    for _ in 0..<3 {
      var pause = delays.pause()
      switch last {
      case .success(let answer):
        guard answer.status == 429 || answer.status >= 500 else { return last }
        pause = max(pause, min(answer.retryAfter ?? .zero, .seconds(60)))
      case .failure(let error):
        guard error.mayPass else { return last }
      }
      do {
        try await surroundings.time.sleep(until: surroundings.time.now + pause)
      } catch {
        return last
      }
      last = await ask(id)
    }
    return last
  }

  private func ask(_ id: String) async -> Result<ServiceAnswer, TransportError> {
    do throws(TransportError) {
      let response = try await transport.open(service.poll(id, settings: FollowSettings()))
      return .success(
        try await ServiceAnswer(response, now: surroundings.wallClock(), key: service.key))
    } catch {
      return .failure(error.redacted(by: service.key))
    }
  }
}
