import CCurl
import Glibc

/// Reads libcurl's code for a failed transfer.
struct CurlFailure {
  /// libcurl's code.
  var code: CURLcode
  /// What libcurl says about it.
  var words: String
  /// Whether libcurl was about to write the request, or had written some.
  var isStarted: Bool
  /// Whether a proxy stood between.
  var isProxied: Bool
  /// The system's error number, 0 for none.
  var number: Int32

  /// The same in our words.
  ///
  /// Nothing was sent only if libcurl never came to the request *and* its code is one of a phase before it.
  var error: TransportError {
    guard !isStarted else {
      // What libcurl says of a single line above 100 kB; the memory is not at its end.
      if code == CURLE_OUT_OF_MEMORY {
        return TransportError(.tooLarge, wasSent: true, "a line of the answer's head is too long")
      }
      return TransportError(startedCode, wasSent: true, words)
    }
    guard let early = earlyCode else { return TransportError(.connect, wasSent: true, words) }
    return TransportError(early, wasSent: false, words)
  }

  private var earlyCode: TransportError.Code? {
    switch code {
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badRequest
    case CURLE_COULDNT_RESOLVE_HOST: .resolve
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
    case CURLE_COULDNT_CONNECT: isProxied ? .proxy : .connect
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED:
      .tls
    // libcurl's codes for a tunnel that a proxy refuses or drops.
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING: isProxied ? .proxy : .connect
    case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .system
    default: nil
    }
  }

  private var startedCode: TransportError.Code {
    switch code {
    case CURLE_SEND_ERROR, CURLE_SEND_FAIL_REWIND:
      number == ECONNRESET || number == EPIPE ? .reset : .send
    case CURLE_RECV_ERROR: number == ECONNRESET ? .reset : .receive
    case CURLE_GOT_NOTHING: .reset
    case CURLE_PARTIAL_FILE: .truncated
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_FILESIZE_EXCEEDED: .tooLarge
    case CURLE_FAILED_INIT: .system
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION: .tls
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING,
      CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .badResponse
    default: .receive
    }
  }
}
