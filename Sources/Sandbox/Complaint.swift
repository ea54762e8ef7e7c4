/// What is wrong with a body, and where.
struct Complaint: Hashable, CustomStringConvertible {
  /// The path of the value from the body's root (`elements[0].name`); empty for the root.
  var place: String
  var text: String
  /// Whether a constant differs, which tells that another variant is meant.
  var isAboutConstant = false

  var description: String { place.isEmpty ? text : "\(place) \(text)" }
}
