/// Performs work, and stops waiting for it when its time is up.
///
/// The answer is nil then. The work's task is cancelled; work that does not heed that, such as a call to
/// the system that hangs, goes on by itself, and what it gives is dropped.
package func withDeadline<Value: Sendable>(
  _ limit: Duration, on time: any TimeSource, _ work: @escaping @Sendable () async -> Value
) async -> Value? {
  let (answers, answer) = AsyncStream<Value?>.makeStream()
  let tasks = [
    Task { _ = answer.yield(await work()) },
    Task {
      do {
        try await time.sleep(until: time.now + limit)
        answer.yield(nil)
      } catch {
        // The work was faster.
      }
    },
  ]
  defer { for task in tasks { task.cancel() } }
  for await value in answers { return value }
  return nil
}
