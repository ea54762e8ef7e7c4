/// Carries requests with libcurl, all of them on one thread of its own.
///
/// https only, except to this machine; HTTP/1.1, which is what was measured and what a paused stream
/// needs a connection of its own for. A submit goes over a fresh connection that is not kept, since libcurl repeats a
/// request by itself when a kept connection dies. Redirects are followed here, one by one, so that
/// each address is checked and no key leaves its origin. Proxies and certificates come from the
/// environment that is given, never from the process's own. When the transport and every body it gave
/// are let go, its thread ends.
package final class CurlTransport: Transport {
  private let inbox: Inbox
  private let environment: TransportEnvironment
  private let userAgent: String

  /// Starts the thread.
  ///
  /// `environment` holds the variables named in ``TransportEnvironment``; `userAgent` is sent with every
  /// request. Throws `.system` if there is no thread or descriptor left, `.badRequest` for a
  /// user agent that is no header value.
  package init(
    environment: [String: String], userAgent: String = "skv"
  ) throws(TransportError) {
    guard HTTPField("User-Agent", userAgent).isWellFormed else {
      throw TransportError(.badRequest, wasSent: false, "the user agent holds control characters")
    }
    inbox = try Inbox()
    self.environment = TransportEnvironment(environment)
    self.userAgent = userAgent
    try CurlThread.start(inbox)
  }

  deinit {
    inbox.post(.stop)
  }

  package func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let origin = try Address(request.url)
    var address = origin
    var hops = 0
    while true {
      let exchange: Exchange
      do {
        exchange = try start(request, at: address, origin: origin)
      } catch {
        throw hops == 0 ? error : TransportError(error.code, wasSent: true, error.message)
      }
      // From here on whatever drops the lease ends the transfer, a thrown error too.
      let lease: @Sendable () -> Void = { [self] in
        exchange.cancel()
        withExtendedLifetime(self) {}
      }
      let body = HTTPBody(
        source: { () async throws(TransportError) in try await exchange.next() }, onRelease: lease)
      let head: ResponseHead
      do {
        head = try await exchange.head()
      } catch {
        throw hops == 0 ? error : TransportError(error.code, wasSent: true, error.message)
      }
      guard let next = try target(of: head, request, at: address) else {
        return HTTPResponse(
          status: head.status, headers: head.headers, body: body, url: address.text)
      }
      hops += 1
      guard hops <= request.purpose.redirectLimit else {
        throw TransportError(
          .tooManyRedirects, wasSent: true,
          "more than \(request.purpose.redirectLimit) redirects, the last to \(next.host)")
      }
      address = next
    }
  }

  /// Starts one hop, whose exchange the caller has to cancel or read to its end.
  func start(
    _ request: HTTPRequest, at address: Address, origin: Address
  ) throws(TransportError) -> Exchange {
    let plan = try TransferPlan(
      request, to: address, environment: environment, userAgent: userAgent,
      keepsBearer: address.hasSameOrigin(as: origin))
    let exchange = Exchange(inbox: inbox)
    guard inbox.post(.begin(exchange, plan)) else {
      throw TransportError(.system, wasSent: false, "the transport has ended")
    }
    return exchange
  }

  private func target(
    of head: ResponseHead, _ request: HTTPRequest, at address: Address
  ) throws(TransportError) -> Address? {
    guard request.purpose.redirectLimit > 0, request.method == "GET" || request.method == "HEAD",
      [301, 302, 303, 307, 308].contains(head.status), let location = head.headers["Location"]
    else { return nil }
    do {
      return try address.following(location)
    } catch {
      throw TransportError(
        .badResponse, wasSent: true, "\(address.host) redirects to nowhere: \(error.message)")
    }
  }
}
