import CCurl

// What libcurl calls, always on the transport's thread. They stand in a file of their own because a
// closure passed to C where isolation to the main actor is inferred traps when it is called elsewhere.

/// CURLOPT_WRITEFUNCTION.
func curlReceivesBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  transfer(context)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

/// CURLOPT_HEADERFUNCTION.
func curlReceivesHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  transfer(context)?.takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

/// The reading of curl_mime_data_cb.
func curlReadsFile(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  feed(context)?.fill(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
    ?? Int(CURL_READFUNC_ABORT)
}

/// The seeking of curl_mime_data_cb.
func curlSeeksFile(
  _ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32
) -> Int32 {
  feed(context)?.seek(to: Int(offset), from: origin) ?? CURL_SEEKFUNC_FAIL
}

/// CURLOPT_PREREQFUNCTION.
func curlIsAboutToSend(
  _ context: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
  _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  let remote = remote.map { String(cString: $0) } ?? ""
  return transfer(context)?.mayStart(remote: remote) == true
    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

/// CURLOPT_SOCKOPTFUNCTION.
func curlOpensSocket(
  _ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ purpose: curlsocktype
) -> Int32 {
  transfer(context)?.hasName = true
  return Int32(CURL_SOCKOPT_OK)
}

/// CURLMOPT_SOCKETFUNCTION.
func curlWatchesSocket(
  _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: Int32,
  _ context: UnsafeMutableRawPointer?, _ socketContext: UnsafeMutableRawPointer?
) -> Int32 {
  loop(context)?.watch(socket, what)
  return 0
}

/// CURLMOPT_TIMERFUNCTION.
func curlSetsTimer(
  _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  loop(context)?.setTimer(milliseconds)
  return 0
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func feed(_ context: UnsafeMutableRawPointer?) -> FileFeed? {
  context.map { Unmanaged<FileFeed>.fromOpaque($0).takeUnretainedValue() }
}

private func loop(_ context: UnsafeMutableRawPointer?) -> CurlLoop? {
  context.map { Unmanaged<CurlLoop>.fromOpaque($0).takeUnretainedValue() }
}
