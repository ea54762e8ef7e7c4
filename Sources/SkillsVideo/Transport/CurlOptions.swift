import CCurl

/// Tells libcurl how one transfer is to go, and remembers whether it refused anything.
struct CurlOptions {
  /// The handle that is told.
  let easy: UnsafeMutableRawPointer
  /// False once libcurl has refused an option.
  private(set) var isAccepted = true

  init(easy: UnsafeMutableRawPointer) {
    self.easy = easy
  }

  mutating func set(_ plan: TransferPlan) {
    set(CURLOPT_URL, plan.address.text)
    set(CURLOPT_USERAGENT, plan.userAgent)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP09_ALLOWED, 0)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_BUFFERSIZE, 1 << 16)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, max(Int(plan.connectTimeout.nanoseconds / 1_000_000), 1))
    if let limit = plan.totalTimeout {
      set(CURLOPT_TIMEOUT_MS, max(Int(limit.nanoseconds / 1_000_000), 1))
    }
    if let speed = plan.leastSpeed, let limit = plan.idleTimeout {
      set(CURLOPT_LOW_SPEED_LIMIT, speed)
      set(CURLOPT_LOW_SPEED_TIME, max(Int(limit.nanoseconds / 1_000_000_000), 1))
    }
    if plan.isSubmit {
      set(CURLOPT_FRESH_CONNECT, 1)
      set(CURLOPT_FORBID_REUSE, 1)
    }
    setBody(plan)
    setProxy(plan)
    setTrust(plan)
  }

  private mutating func setBody(_ plan: TransferPlan) {
    switch plan.body {
    case .empty:
      switch plan.method {
      case "GET": set(CURLOPT_HTTPGET, 1)
      case "HEAD": set(CURLOPT_NOBODY, 1)
      case "POST": setBytes([])
      default: set(CURLOPT_CUSTOMREQUEST, plan.method)
      }
    case .bytes(let bytes):
      setBytes(bytes)
      if plan.method != "POST" { set(CURLOPT_CUSTOMREQUEST, plan.method) }
    case .multipart:
      // The form itself belongs to the transfer.
      if plan.method != "POST" { set(CURLOPT_CUSTOMREQUEST, plan.method) }
    }
  }

  private mutating func setBytes(_ bytes: [UInt8]) {
    set(CURLOPT_POST, 1)
    note(ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
    note(bytes.withUnsafeBytes { ccurl_set_bytes(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) })
  }

  // An empty text stands for no proxy, whatever the process's own environment says.
  private mutating func setProxy(_ plan: TransferPlan) {
    set(CURLOPT_PROXY, plan.proxy?.address ?? "")
    set(CURLOPT_NOPROXY, plan.proxy?.exceptions ?? "")
  }

  private mutating func setTrust(_ plan: TransferPlan) {
    guard plan.address.scheme == "https", let trust = plan.trust else { return }
    set(CURLOPT_CAINFO, trust.file)
    set(CURLOPT_CAPATH, trust.folder)
    set(CURLOPT_PROXY_CAINFO, trust.file)
    set(CURLOPT_PROXY_CAPATH, trust.folder)
  }

  /// Sends head, body and the moments before the request to a transfer.
  mutating func receive(into transfer: UnsafeMutableRawPointer) {
    note(ccurl_set_data_callback(easy, CURLOPT_WRITEFUNCTION, curlReceivesBody))
    set(CURLOPT_WRITEDATA, context: transfer)
    note(ccurl_set_data_callback(easy, CURLOPT_HEADERFUNCTION, curlReceivesHeader))
    set(CURLOPT_HEADERDATA, context: transfer)
    note(ccurl_set_prerequest_callback(easy, curlIsAboutToSend))
    set(CURLOPT_PREREQDATA, context: transfer)
    note(ccurl_set_socket_option_callback(easy, curlOpensSocket))
    set(CURLOPT_SOCKOPTDATA, context: transfer)
  }

  mutating func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
    note(ccurl_set_list(easy, option, list))
  }

  /// Makes a form the body of the request, which it has to outlive.
  mutating func set(_ form: CurlForm) {
    note(ccurl_set_mime(easy, CURLOPT_MIMEPOST, form.mime))
  }

  mutating func set(_ option: CURLoption, context: UnsafeMutableRawPointer) {
    note(ccurl_set_context(easy, option, context))
  }

  private mutating func set(_ option: CURLoption, _ value: Int) {
    note(ccurl_set_long(easy, option, value))
  }

  private mutating func set(_ option: CURLoption, _ value: String?) {
    note(ccurl_set_string(easy, option, value))
  }

  private mutating func note(_ code: CURLcode) {
    if code != CURLE_OK { isAccepted = false }
  }
}
