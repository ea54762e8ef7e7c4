import LosslessJSON

/// Asks the service for the state of one generation, up to four times where that may help.
struct StateInquiry: Sendable {
  var service: Service
  var transport: any Transport
  var time: any TimeSource
  var wallClock: WallClock
  var random: @Sendable () -> Double
  var settings: FollowSettings

  init(
    service: Service, transport: any Transport, time: any TimeSource,
    wallClock: @escaping WallClock,
    random: @escaping @Sendable () -> Double, settings: FollowSettings = FollowSettings()
  ) {
    (self.service, self.transport, self.settings) = (service, transport, settings)
    (self.time, self.wallClock, self.random) = (time, wallClock, random)
  }

  init(service: Service, transport: any Transport, surroundings: Client.Surroundings) {
    self.init(
      service: service, transport: transport, time: surroundings.time,
      wallClock: surroundings.wallClock, random: surroundings.random)
  }

  /// The answer; the failure of the last try where none came. Cancelling the task ends the pauses.
  func answer(for id: String) async -> Result<ServiceAnswer, TransportError> {
    var delays = RetryDelays(random: random).makeIterator()
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
        try await time.sleep(until: time.now + pause)
      } catch {
        return last
      }
      last = await ask(id)
    }
    return last
  }

  private func ask(_ id: String) async -> Result<ServiceAnswer, TransportError> {
    do throws(TransportError) {
      let response = try await transport.open(service.poll(id, settings: settings))
      return .success(
        try await ServiceAnswer(response, now: wallClock(), key: service.key))
    } catch {
      return .failure(error.redacted(by: service.key))
    }
  }
}
