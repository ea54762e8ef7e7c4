import CCurl
import Glibc

/// One hop on libcurl's side; it never leaves the transport's thread.
final class Transfer {
  /// libcurl's handle.
  let easy: UnsafeMutableRawPointer
  /// Where the answer goes.
  let exchange: Exchange
  /// The longest silence in nanoseconds.
  let idleLimit: Int64?
  /// Whether libcurl was about to write the request, or has written some.
  private(set) var isStarted = false

  /// Whether a socket was opened, so that the name is known.
  var hasName = false

  private let plan: TransferPlan
  private let words: UnsafeMutablePointer<CChar>
  private var list: UnsafeMutablePointer<curl_slist>?
  private var form: CurlForm?
  private var head = ResponseHead()
  private var received = 0
  private var isPaused = false
  private var failure: TransportError?
  private var lastActivity: Int64 = 0
  private var uploaded: curl_off_t = 0

  /// Makes a handle and tells libcurl the plan; nil if libcurl will not have it.
  init?(_ plan: TransferPlan, _ exchange: Exchange) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.plan = plan
    self.exchange = exchange
    idleLimit = plan.idleTimeout?.nanoseconds
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    for line in plan.lines {
      guard let longer = curl_slist_append(list, line) else { return nil }
      list = longer
    }
    var options = CurlOptions(easy: easy)
    options.set(plan)
    if case .multipart(let parts) = plan.body {
      guard let form = CurlForm(parts, for: easy, progress: plan.uploadProgress) else {
        return nil
      }
      self.form = form
      options.set(form)
    }
    options.set(CURLOPT_HTTPHEADER, list: list)
    options.set(CURLOPT_ERRORBUFFER, context: UnsafeMutableRawPointer(words))
    options.receive(into: Unmanaged.passUnretained(self).toOpaque())
    guard options.isAccepted else { return nil }
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(list)
    words.deallocate()
  }
}

extension Transfer {
  /// The name that has to be looked up, nil if the address or proxy is of this machine or a number.
  var name: String? {
    if let proxy = plan.proxy { return proxy.address }
    let host = plan.address.host
    let isNumber = host.hasPrefix("[") || host.utf8.allSatisfy { $0 == 0x2E || $0 &- 0x30 < 10 }
    return plan.address.isLoopback || isNumber ? nil : host
  }
}

// MARK: - What libcurl calls

extension Transfer {
  /// Looks at the connection right before the request is written.
  func mayStart(remote: String) -> Bool {
    // A name such as x.localhost is asked of a resolver like any other.
    guard plan.address.scheme == "https" || Address.isLoopback(ip: remote) else {
      failure = TransportError(
        .insecure, wasSent: false, "\(plan.address.host) is not this machine but \(remote)")
      return false
    }
    isStarted = true
    lastActivity = MonotonicTime.now
    return true
  }

  func takeLine(_ line: UnsafeRawBufferPointer) -> Int {
    lastActivity = MonotonicTime.now
    switch head.take(line) {
    case .more:
      return line.count
    case .whole:
      exchange.begin(head)
      return line.count
    case .tooLarge:
      failure = TransportError(
        .tooLarge, wasSent: true,
        "the head of the answer is larger than \(ResponseHead.limit) bytes")
      return 0
    }
  }

  func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard !bytes.isEmpty else { return 0 }
    lastActivity = MonotonicTime.now
    if let limit = plan.responseLimit, bytes.count > limit - received {
      failure = TransportError(
        .tooLarge, wasSent: true, "the answer is larger than \(limit) bytes")
      return 0
    }
    guard exchange.offer(bytes) else {
      isPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    received += bytes.count
    return bytes.count
  }
}

// MARK: - What the loop calls

extension Transfer {
  /// Goes on after a pause.
  func resume() {
    isPaused = false
    lastActivity = MonotonicTime.now
    curl_easy_pause(easy, CURLPAUSE_CONT)
  }

  /// When the silence becomes too long, if nothing comes until then; nil if it never does.
  func idleDeadline(now: Int64) -> Int64? {
    guard let idleLimit else { return nil }
    // Before the request libcurl's own time-out holds, and a full mailbox is the reader's silence.
    guard isStarted, !isPaused else { return now + idleLimit }
    let sent = ccurl_info_offset(easy, CURLINFO_SIZE_UPLOAD_T)
    if sent != uploaded {
      uploaded = sent
      lastActivity = now
    }
    return lastActivity + idleLimit
  }

  /// Ends the exchange with libcurl's verdict.
  func finish(_ code: CURLcode) {
    guard code != CURLE_OK else {
      return exchange.end(.complete)
    }
    if let failure = failure ?? form?.failure { return exchange.end(.failed(failure)) }
    var said = String(cString: words)
    // libcurl quotes a proxy that it cannot read, password and all.
    if let proxy = plan.proxy { said = ProxyAddress(proxy.address).masked(in: said) }
    let reason = CurlFailure(
      code: code, words: said.isEmpty ? String(cString: curl_easy_strerror(code)) : said,
      isStarted: isStarted || ccurl_info_offset(easy, CURLINFO_PRETRANSFER_TIME_T) > 0,
      isProxied: plan.proxy != nil, number: Int32(ccurl_info_long(easy, CURLINFO_OS_ERRNO)))
    exchange.end(.failed(reason.error))
  }

  /// Ends the exchange before libcurl has.
  func abandon(_ code: TransportError.Code, _ message: String) {
    exchange.end(.failed(TransportError(code, wasSent: isStarted, message)))
  }
}

extension Duration {
  /// Whole nanoseconds, at least 0, at most 292 years.
  var nanoseconds: Int64 {
    let (seconds, rest) = components
    let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !isTooLong, whole <= .max / 4 else { return .max / 4 }
    return max(whole + rest / 1_000_000_000, 0)
  }
}
