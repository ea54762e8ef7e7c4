import CContract

/// The two documents that are part of the program: the service's OpenAPI document and its
/// navigation.
///
/// The bytes lie in the executable, so that it works from any folder.
package struct BuiltInDocuments: Sendable {
  /// The OpenAPI document, JSON in UTF-8.
  package let openapi: [UInt8]
  /// The navigation document, which groups the endpoints into videos and images.
  package let docs: [UInt8]

  /// Copies both documents out of the executable.
  package init() {
    openapi = Self.bytes(skv_contract_openapi)
    docs = Self.bytes(skv_contract_docs)
  }

  private static func bytes(
    _ document: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?
  ) -> [UInt8] {
    var length = 0
    let start = document(&length)
    return Array(UnsafeBufferPointer(start: start, count: length))
  }
}
