/// Neighbouring pixels of one row that have one colour.
///
/// A picture is drawn and packed run by run, never pixel by pixel: a row of 1280 pixels is some
/// ten runs, which keeps the encoder fast without an optimiser.
struct PixelRun: Sendable, Hashable {
  var colour: Colour
  var count: Int
}
