import Contracts
import LosslessJSON

/// A value that was fitted to a field, with the places that its parts were written at.
struct DraftValue: Sendable {
  var content: Content
  /// Where the value was written.
  var span: SourceSpan

  /// What a value holds.
  indirect enum Content: Sendable {
    /// A value that is known.
    case json(JSON)
    /// A value that comes from a result or an upload, with what stands for it in a check.
    case late(Expression, standsFor: Body)
    /// A value that hangs on variables of a sweep, and is fitted to its place for each job.
    case pending(Term, Slot)
    /// A list.
    case list([DraftValue])
    /// An object; no key stands there twice.
    case object([Member])
    /// A value that a finding was made for.
    case unknown
  }

  /// One member of an object.
  struct Member: Sendable {
    var key: String
    var value: DraftValue
  }

  init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }

  static func json(_ json: JSON, at span: SourceSpan) -> DraftValue {
    DraftValue(.json(json), at: span)
  }

  static func unknown(at span: SourceSpan) -> DraftValue {
    DraftValue(.unknown, at: span)
  }
}

// MARK: - As a request

extension DraftValue {
  /// The value as a part of a request; known parts are joined.
  var expression: Expression {
    switch content {
    case .json(let json): return .constant(json)
    case .late(let expression, _): return expression
    case .unknown: return .constant(.null)
    case .pending(let term, _): return .constant(.string(term.sketch))
    case .list(let elements):
      let list = Expression.list(elements.map(\.expression))
      return list.constant.map(Expression.constant) ?? list
    case .object(let members):
      let object = Expression.object(
        members.map { Expression.Member(key: $0.key, value: $0.value.expression) })
      return object.constant.map(Expression.constant) ?? object
    }
  }

  /// The value as a part of a body that is checked.
  var body: Body {
    switch content {
    case .json(let json): .json(json)
    case .late(_, let body): body
    case .unknown, .pending: .hole(.text)
    case .list(let elements): .array(elements.map(\.body))
    case .object(let members):
      .object(members.map { BodyMember(key: $0.key, value: $0.value.body) })
    }
  }

  /// The innermost part that was written on the way to a pointer.
  ///
  /// `isKnown` is false where that part is late or has a finding, so that what a check says of it
  /// does not count.
  func place(at tokens: ArraySlice<String>) -> (span: SourceSpan, isKnown: Bool) {
    switch content {
    case .json: return (span, true)
    case .late(.text, _), .late(.media, _), .late(.allMedia, _), .late(.file, _):
      return (span, true)
    case .late, .unknown, .pending: return (span, false)
    case .list(let elements):
      guard let token = tokens.first, let index = Int(token), elements.indices.contains(index)
      else { return (span, true) }
      return elements[index].place(at: tokens.dropFirst())
    case .object(let members):
      guard let token = tokens.first, let member = members.first(where: { $0.key == token })
      else { return (span, true) }
      return member.value.place(at: tokens.dropFirst())
    }
  }

  /// Whether a part of the value hangs on variables.
  var holdsPending: Bool {
    switch content {
    case .json, .late, .unknown: false
    case .pending: true
    case .list(let elements): elements.contains(where: \.holdsPending)
    case .object(let members): members.contains(where: \.value.holdsPending)
    }
  }
}

// MARK: - Changing

extension DraftValue {
  /// The most members of an object, or elements of a list, that `set` can put in one by one.
  static let mostParts = 1_000

  /// A `set` or `unset` of a part that the value has no place for.
  struct Misstep: Error {
    /// The step that leads nowhere.
    var step: Spanned<Path.Step>
    /// How many parts the value has; nil for one that is known when its job is made, or later.
    var count: Int?
  }

  /// Puts a value at the end of some steps; what stands in the way gives way.
  mutating func set(
    _ steps: ArraySlice<Spanned<Path.Step>>, to value: DraftValue
  ) throws(Misstep) {
    guard let step = steps.first else {
      self = value
      return
    }
    takeApart()
    if isLate { throw Misstep(step: step, count: nil) }
    let rest = steps.dropFirst()
    switch step.value {
    case .member(let name):
      var members = takeMembers()
      defer { content = .object(members) }
      if let index = members.firstIndex(where: { $0.key == name }) {
        try members[index].value.set(rest, to: value)
      } else {
        var part = DraftValue(.object([]), at: value.span)
        try part.set(rest, to: value)
        guard members.count < Self.mostParts else {
          throw Misstep(step: step, count: members.count)
        }
        members.append(Member(key: name, value: part))
      }
    case .index(let index):
      var elements = takeElements()
      defer { content = .list(elements) }
      if index < elements.count {
        try elements[index].set(rest, to: value)
      } else {
        var part = DraftValue(.object([]), at: value.span)
        try part.set(rest, to: value)
        guard index == elements.count, index < Self.mostParts else {
          throw Misstep(step: step, count: elements.count)
        }
        elements.append(part)
      }
    }
  }

  /// Takes a list or an object that hangs on variables apart, each part of which is fitted for each job.
  private mutating func takeApart() {
    guard case .pending(let term, let slot) = content else { return }
    switch term.kind {
    case .list(let elements) where elements.allSatisfy(\.isOneElement):
      content = .list(
        elements.enumerated().map { index, element in
          DraftValue(.pending(element, slot.element(index)), at: element.span)
        })
    case .object(let members):
      content = .object(
        members.map { member in
          Member(
            key: member.key,
            value: DraftValue(
              .pending(member.value, slot.member(member.key)), at: member.value.span)
          )
        })
    default: break
    }
  }

  /// Whether its parts cannot be told yet.
  private var isLate: Bool {
    switch content {
    case .late, .pending: true
    case .json, .list, .object, .unknown: false
    }
  }

  /// Takes out what stands at the end of some steps; false if nothing stands there.
  mutating func unset(_ steps: ArraySlice<Spanned<Path.Step>>) throws(Misstep) -> Bool {
    guard let step = steps.first else { return false }
    takeApart()
    if isLate { throw Misstep(step: step, count: nil) }
    let rest = steps.dropFirst()
    switch (step.value, content) {
    case (.member(let name), .object), (.member(let name), .json(.object)):
      var members = takeMembers()
      defer { content = .object(members) }
      guard let index = members.firstIndex(where: { $0.key == name }) else { return false }
      if !rest.isEmpty { return try members[index].value.unset(rest) }
      members.remove(at: index)
      return true
    case (.index(let index), .list), (.index(let index), .json(.array)):
      var elements = takeElements()
      defer { content = .list(elements) }
      guard elements.indices.contains(index) else { return false }
      if !rest.isEmpty { return try elements[index].unset(rest) }
      elements.remove(at: index)
      return true
    default: return false
    }
  }

  // The content is let go before its parts are changed, so that nothing is copied.
  private mutating func takeMembers() -> [Member] {
    defer { content = .unknown }
    return switch content {
    case .object(let members): members
    case .json(.object(let object)):
      object.map { Member(key: $0.key, value: .json($0.value, at: span)) }
    default: []
    }
  }

  private mutating func takeElements() -> [DraftValue] {
    defer { content = .unknown }
    return switch content {
    case .list(let elements): elements
    case .json(.array(let elements)): elements.map { .json($0, at: span) }
    default: []
    }
  }
}

extension Term {
  /// Whether it is one element of a list that it stands in.
  fileprivate var isOneElement: Bool {
    switch kind {
    case .range: false
    case .file(let name): !name.isPattern
    default: true
    }
  }
}
