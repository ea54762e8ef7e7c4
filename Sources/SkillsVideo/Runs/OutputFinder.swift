package import LosslessJSON

/// An output that the service names: an address, and what stands beside it.
package struct FoundOutput: Sendable, Hashable {
  /// The address.
  package var url: String
  /// The `content_type` beside it.
  package var contentType: String?
  /// The `file_name` beside it.
  package var fileName: String?

  /// Creates an output.
  package init(url: String, contentType: String? = nil, fileName: String? = nil) {
    self.url = url
    self.contentType = contentType
    self.fileName = fileName
  }
}

/// Finds the outputs in the last state of a generation.
///
/// The form of `data` belongs to the model and is documented for images only. An output is every http
/// or https address under a key that ends in `url` or `urls`, or in an object with `content_type` or
/// `file_name`; once each, in document order. What was sent as input is no output, under `input` or
/// echoed elsewhere.
package enum OutputFinder {
  /// The outputs of a state `{data, input, …}`; `request` is the body that was sent.
  package static func outputs(in state: JSON, request: JSON = .null) -> [FoundOutput] {
    guard let data = state["data"] else { return [] }
    var search = Search()
    request.collectAddresses(into: &search.seen)
    state["input"]?.collectAddresses(into: &search.seen)
    search.walk(data, isNamed: false, beside: nil)
    return search.found
  }

  private struct Search {
    var seen: Set<String> = []
    var found: [FoundOutput] = []

    mutating func walk(_ json: JSON, isNamed: Bool, beside: JSONObject?) {
      switch json {
      case .string(let text):
        guard isNamed || beside != nil, text.isHTTPAddress, seen.insert(text).inserted else {
          return
        }
        found.append(
          FoundOutput(
            url: text, contentType: beside?["content_type"]?.string,
            fileName: beside?["file_name"]?.string))
      case .array(let elements):
        for element in elements { walk(element, isNamed: isNamed, beside: beside) }
      case .object(let object):
        let isFile = object["content_type"] != nil || object["file_name"] != nil
        for member in object where member.key != "input" {
          let key = member.key.lowercased()
          let isAddress = key.hasSuffix("url") || key.hasSuffix("urls")
          walk(
            member.value, isNamed: isNamed || isAddress,
            beside: isFile ? object : nil)
        }
      default:
        break
      }
    }
  }
}

extension JSON {
  fileprivate func collectAddresses(into seen: inout Set<String>) {
    switch self {
    case .string(let text): if text.isHTTPAddress { seen.insert(text) }
    case .array(let elements): for element in elements { element.collectAddresses(into: &seen) }
    case .object(let object):
      for member in object { member.value.collectAddresses(into: &seen) }
    default: break
    }
  }
}

extension String {
  /// Whether it is one http or https address with something after the scheme.
  fileprivate var isHTTPAddress: Bool {
    let lowered = prefix(8).lowercased()
    let schemeLength = lowered == "https://" ? 8 : lowered.hasPrefix("http://") ? 7 : 0
    guard schemeLength > 0, utf8.count > schemeLength else { return false }
    return utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }
}
