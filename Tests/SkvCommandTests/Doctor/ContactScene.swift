import LosslessJSON
import SkillsVideo

@testable import skv

extension ServiceContact {
  /// The service was asked, and this came of it.
  static func seen(
    _ outcome: ServiceSighting.Outcome, at url: String = Configuration.serviceURL,
    clockLead: Int64? = nil
  ) -> ServiceContact {
    var contact = ServiceContact()
    contact.baseURL = url
    contact.host = try? Configuration(baseURL: url, key: nil, ledgerPath: "/l").host
    contact.sighting = ServiceSighting(
      outcome: outcome, elapsed: .milliseconds(1_234), clockLead: clockLead)
    return contact
  }

  /// The service answered.
  static func answered(
    _ status: Int, _ text: String = "7", at url: String = Configuration.serviceURL
  ) -> ServiceContact {
    seen(
      .answered(ServiceAnswer(status: status, bytes: Array(text.utf8), contentType: nil)), at: url)
  }

  /// No answer came.
  static func failed(
    _ code: TransportError.Code, _ message: String = "the words",
    at url: String = Configuration.serviceURL
  ) -> ServiceContact {
    seen(.failed(TransportError(code, wasSent: false, message)), at: url)
  }

  static let here = "http://127.0.0.1:1/api/v1"
}
