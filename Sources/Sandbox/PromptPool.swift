import FlyingSocks
import Glibc

/// A socket pool that lets small answers leave at once.
///
/// The server writes a head and a body in two steps, and without TCP_NODELAY the second waits for
/// the client's delayed acknowledgement (some 40 ms). Accepted sockets take the option from the
/// listening one, which is suspended here before it accepts its first.
struct PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
  let base: Base

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    try? socket.setValue(
      true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
