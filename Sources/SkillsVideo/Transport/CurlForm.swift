import CCurl

/// The parts of a request in libcurl's own form, with the files that it reads from while it sends.
///
/// libcurl keeps pointers to the form and its files, so it must outlive the handle that it was made for.
final class CurlForm {
  /// libcurl's form.
  let mime: OpaquePointer
  private var feeds: [FileFeed] = []

  /// Makes a form for a handle; nil if libcurl will not have it.
  init?(
    _ parts: [HTTPRequest.Part], for easy: UnsafeMutableRawPointer,
    progress: (@Sendable (Int) -> Void)?
  ) {
    guard let mime = curl_mime_init(easy) else { return nil }
    self.mime = mime
    var bytes = 0
    for part in parts {
      guard let place = curl_mime_addpart(mime), curl_mime_name(place, part.name) == CURLE_OK
      else { return nil }
      switch part.content {
      case .text(let text):
        guard set(text, in: place) else { return nil }
      case .file(let source, let fileName, let contentType):
        let feed = FileFeed(source, name: fileName, before: bytes, progress: progress)
        feeds.append(feed)
        bytes += source.length
        guard curl_mime_filename(place, fileName) == CURLE_OK,
          curl_mime_type(place, contentType) == CURLE_OK,
          curl_mime_data_cb(
            place, curl_off_t(source.length), curlReadsFile, curlSeeksFile, nil,
            Unmanaged.passUnretained(feed).toOpaque()) == CURLE_OK
        else { return nil }
      }
    }
  }

  deinit {
    curl_mime_free(mime)
  }

  /// Why a file could not be given to its end, nil if none failed.
  var failure: TransportError? {
    feeds.lazy.compactMap(\.failure).first
  }

  private func set(_ text: String, in part: OpaquePointer) -> Bool {
    // A NUL more than is told of, so that there is an address for an empty text too.
    let bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
    return curl_mime_data(part, bytes, bytes.count - 1) == CURLE_OK
  }
}
