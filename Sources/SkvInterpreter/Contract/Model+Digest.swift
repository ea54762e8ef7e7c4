package import Contracts
import LosslessJSON
package import SkillsVideo

extension Model {
  /// The digest of everything that the contract says about the model's request: SHA-256 of the
  /// canonical form of ``schemaDigestable``.
  ///
  /// It does not depend on the order of members nor on how numbers and references are written.
  package var digest: SHA256Digest {
    SHA256Digest(of: Array(schemaDigestable.canonicalForm.utf8))
  }
}
