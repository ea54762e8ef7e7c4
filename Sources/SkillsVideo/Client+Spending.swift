package import LosslessJSON

// MARK: - Budgets

extension Client {
  /// Claims a run within the limit of its request, and waits for that where another run of this or
  /// another program has to settle first.
  ///
  /// Throws `.budgetExhausted` or `.unknownPrice` where waiting cannot help, `.budgetExhausted` too where
  /// nothing settles for as long as a run is followed, and `.interrupted` if the caller asks to stop
  /// meanwhile.
  func reserve(
    _ run: Int64, _ request: GenerationRequest, _ interruption: Interruption,
    _ report: @Sendable (RunEvent) -> Void
  ) async throws(EngineError) {
    var pauses = RetryDelays(longest: .seconds(4), random: { 1 }).makeIterator()
    var hasTold = false
    var since = (shortage: Shortage?.none, moment: surroundings.time.now)
    while true {
      let rings = ledger.settlements.rings
      let refusal: EngineError
      switch try await ledger.reserve(run, within: request.limit) {
      case .granted: return
      case .mustWait(let shortage):
        if !hasTold { report(.budgetWait(message: shortage.waiting)) }
        hasTold = true
        if since.shortage != shortage { since = (shortage, surroundings.time.now) }
        guard surroundings.time.now - since.moment < request.settings.timeout else {
          refusal = EngineError(
            .budgetExhausted,
            "nothing that holds the budget has settled for \(request.settings.timeout.components.seconds) s, "
              + "and so nothing was sent (a process that follows a run may be stopped): \(shortage.standing)"
          )
          break
        }
        await ledger.settlements.sleep(
          since: rings, until: surroundings.time.now + pauses.pause(), surroundings, interruption)
        guard interruption.isRaised else { continue }
        refusal = EngineError(.interrupted, "stopped before anything was sent")
      case .refused(let shortage):
        refusal = EngineError(.budgetExhausted, shortage.refusal)
      case .unknownPrice:
        refusal = EngineError(
          .unknownPrice,
          "no price of a job like it on \(request.model) is known, and `unknown-price` is `refuse`; "
            + "`option unknown-price allow` or `--unknown-price allow` submits it")
      }
      _ = try await ledger.record(.notSent(refusal), of: run)
      throw refusal
    }
  }

  /// How each cap of a limit stands by the ledger.
  package func standings(of limit: SpendingLimit) async throws(EngineError) -> [BudgetStanding] {
    try await ledger.standings(of: limit)
  }

  /// The highest price that the ledger has seen for runs like each of some; nil where there is none.
  package func prices(
    of requests: [(model: String, body: JSON)]
  ) async throws(EngineError) -> [JSONNumber?] {
    try await ledger.prices(
      of: requests.map {
        CostKey(baseURL: configuration.serviceName, model: $0.model, body: $0.body)
      })
  }

  /// A name for one invocation, for ``SpendingLimit/invocation``.
  package func newInvocation() -> String { surroundings.nonce() }
}
