import Sandbox

/// What goes wrong on the way: everything that the front can do, each so seldom that most generations
/// get through.
///
/// Two things are left out, since by the documented API nothing can be done about them: an answer in the
/// service's own JSON that says "not taken" about a request that was taken, and a `Content-Length` that is
/// smaller than the file.
enum FaultMix {
  static let plan = """
    connection 0.3% reset
    connection 0.3% close
    connection 0.2% refuse for=100ms
    connection 0.2% stall for=1s
    any reused 1% close

    \(submits("stream"))
    stream 0.5% cut within=line frames=0
    stream 0.5% cut within=line frames=1 ending=reset
    stream 0.5% cut within=character frames=1
    stream 0.5% end frames=0
    stream 1% end frames=1
    stream 1% duplicate
    stream 1% reorder frames=0
    stream 1% reorder frames=1
    stream 0.3% long-line bytes=70000 frames=0
    stream 0.3% long-line bytes=70000 frames=1
    stream 0.1% long-line frames=1

    \(submits("submit"))
    submit 0.5% truncate
    submit 0.5% wrong-length by=7

    \(refusals("poll", 1))
    poll 0.2% status 401
    poll 0.2% status 403
    poll 1% status 404
    poll 1% truncate
    poll 0.5% wrong-length by=7

    \(refusals("media", 1))
    media 1% truncate
    media 1% reset after=700
    media 1% stall after=500 for=1s
    media 1% wrong-length by=7
    media 1% expire 403
    media 1% expire 410

    \(refusals("running", 3))
    """

  /// What meets a submit: before the service takes it, and after.
  private static func submits(_ target: String) -> String {
    """
    \(refusals(target, 0.5))
    \(target) 0.3% status 429 retry-after=date+1
    \(target) 0.3% status 500
    \(target) 0.5% late-status 503 body=html
    \(target) 0.3% late-status 502 body=html
    \(target) 0.3% late-status 504 body=empty
    \(target) 0.1% stall
    \(target) 0.5% reset after=60
    """
  }

  private static func refusals(_ target: String, _ share: Double) -> String {
    [
      "drop", "close", "reset", "stall for=1s", "dribble bytes=90 every=1ms", "status 429",
      "status 429 retry-after=1", "status 500 body=html", "status 502 body=html", "status 503",
      "status 503 retry-after=1", "status 503 body=html", "status 504 body=html",
    ].map { "\(target) \(share)% \($0)" }.joined(separator: "\n")
  }
}
