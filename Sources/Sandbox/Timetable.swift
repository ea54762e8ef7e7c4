/// The two moments at which a generation changes its state, counted from its acceptance.
struct Timetable: Sendable, Hashable {
  var start: Duration
  var end: Duration
}
