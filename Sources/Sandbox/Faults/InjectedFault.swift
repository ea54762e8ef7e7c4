/// A fault that took place.
package struct InjectedFault: Sendable, Hashable, CustomStringConvertible {
  /// Which connection of the proxy it met, from 1; 0 for none yet.
  package let connection: Int
  /// What it met: `connection`, or the kind of request.
  package let target: String
  /// Which of them, counted from 1 over everything that came to the proxy.
  package let number: Int
  /// The fault as its plan has it.
  package let fault: String

  /// One line: ``stream 7 met `reset after=100` (connection 12)``.
  package var description: String {
    target == FaultRule.Target.connection.rawValue
      ? "connection \(connection) met `\(fault)`"
      : "\(target) \(number) met `\(fault)` (connection \(connection))"
  }
}
