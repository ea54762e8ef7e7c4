import SkvInterpreter

/// The jobs in flight, as the lines a person watches.
struct LiveJobs {
  private var jobs: [(name: JobName, job: LiveJob)] = []
  /// How many jobs wait to be started.
  var waiting = 0

  /// Changes a job's line; a job that is not there yet comes last.
  mutating func change(_ name: JobName, _ body: (inout LiveJob) -> Void) {
    if let index = jobs.firstIndex(where: { $0.name == name }) {
      body(&jobs[index].job)
    } else {
      var job = LiveJob()
      body(&job)
      jobs.append((name, job))
    }
  }

  /// Takes a job out and says how long it was in flight.
  mutating func remove(_ name: JobName, at now: ContinuousClock.Instant) -> Duration? {
    guard let index = jobs.firstIndex(where: { $0.name == name }) else { return nil }
    return jobs.remove(at: index).job.elapsed(at: now)
  }

  /// One line a job, none wider than `columns`, and one for those that wait.
  func lines(at now: ContinuousClock.Instant, columns: Int) -> [String] {
    let rest = jobs.isEmpty || waiting == 0 ? [] : ["  \(waiting) more not submitted yet"]
    return rows(at: now, columns: columns) + rest.map { TerminalText.clipped($0, to: columns - 1) }
  }

  private func rows(at now: ContinuousClock.Instant, columns: Int) -> [String] {
    jobs.map { name, job in
      let text = "\(name)  \(name.model)  \(job.words)  \(Clockface.text(job.elapsed(at: now)))"
      return TerminalText.clipped(
        job.spinner(at: now) + " " + TerminalText.escaped(text), to: columns - 1)
    }
  }
}

/// What the live line of one job says.
struct LiveJob {
  /// Its state in words.
  private(set) var words = "submitting"
  private var begun: ContinuousClock.Instant?

  /// Starts its clock.
  mutating func begin(at now: ContinuousClock.Instant) { begun = now }

  /// Takes in what was heard.
  mutating func take(_ news: JobNews) { words = news.liveWords }

  /// How long it has been in flight.
  func elapsed(at now: ContinuousClock.Instant) -> Duration {
    begun.map { now - $0 } ?? .zero
  }

  /// A sign that turns four times a second.
  func spinner(at now: ContinuousClock.Instant) -> String {
    let signs = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"]
    let quarter = elapsed(at: now) / .milliseconds(250)
    return signs[Int(quarter) % signs.count]
  }
}

/// Durations as a person reads them.
enum Clockface {
  /// `0:07`, `12:30`, `1:02:03`.
  static func text(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    let tail = pad(seconds % 60)
    return seconds < 3600
      ? "\(seconds / 60):\(tail)" : "\(seconds / 3600):\(pad(seconds / 60 % 60)):\(tail)"
  }

  private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
