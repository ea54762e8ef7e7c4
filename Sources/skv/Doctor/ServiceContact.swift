import SkillsVideo

/// What was learnt of the service before the checks look at it.
struct ServiceContact: Sendable {
  /// The address, nil where it cannot be used.
  var baseURL: String?
  /// Why the address cannot be used.
  var addressFault: String?
  /// Why the key cannot be used.
  var keyFault: String?
  /// Whether the service is the imitation inside the program.
  var isImitation = false
  /// Where the service is.
  var host: ServiceHost?
  /// The numbers that the host's name stands for; nil where it was not looked up, empty for none.
  var numbers: [String]?
  /// How far a question got; nil where none could be asked.
  var sighting: ServiceSighting?

  /// The answer, if one came.
  var answer: ServiceAnswer? {
    guard case .answered(let answer)? = sighting?.outcome else { return nil }
    return answer
  }

  /// Why there is no answer.
  var failure: TransportError? {
    guard case .failed(let error)? = sighting?.outcome else { return nil }
    return error
  }
}

extension ServiceContact {
  /// Asks the service that variables name, for `limit` at most.
  static func made(
    with environment: [String: String], isImitation: Bool, limit: Duration,
    time: any TimeSource = SystemTime(),
    numbers: @escaping @Sendable (String) -> [String] = HostNumbers.find,
    transport: (Configuration) throws(TransportError) -> any Transport
  ) async -> ServiceContact {
    var contact = ServiceContact()
    contact.isImitation = isImitation
    guard let configuration = contact.configuration(environment) else { return contact }
    contact.baseURL = configuration.baseURL
    contact.host = configuration.host
    async let found = Self.numbers(
      of: configuration, limit: limit, time: time, find: numbers)
    do throws(TransportError) {
      let probe = ServiceProbe(configuration, transport: try transport(configuration), time: time)
      contact.sighting = await probe.sighting(within: limit)
    } catch {
      contact.sighting = ServiceSighting(outcome: .failed(error))
    }
    contact.numbers = await found
    return contact
  }

  /// The configuration to ask with: without the key where the key is at fault.
  private mutating func configuration(_ environment: [String: String]) -> Configuration? {
    var variables = environment
    // No ledger is opened, so that its place does not matter.
    variables["XDG_STATE_HOME"] = "/"
    do throws(EngineError) {
      return try Configuration(environment: variables)
    } catch {
      keyFault = error.message
    }
    variables[Configuration.keyVariable] = nil
    do throws(EngineError) {
      return try Configuration(environment: variables)
    } catch {
      addressFault = error.message
      // Whether the key could be used beside a sound address.
      variables = environment.merging(["XDG_STATE_HOME": "/"]) { $1 }
      variables[Configuration.baseURLVariable] = nil
      keyFault = nil
      do throws(EngineError) {
        _ = try Configuration(environment: variables)
      } catch {
        keyFault = error.message
      }
      return nil
    }
  }

  /// The numbers of the service's name; nil where no name is looked up here.
  private static func numbers(
    of configuration: Configuration, limit: Duration, time: any TimeSource,
    find: @escaping @Sendable (String) -> [String]
  ) async -> [String]? {
    guard let host = configuration.host, !host.isThisMachine,
      TransportEnvironment(configuration.environment).proxy == nil
    else { return nil }
    return await withDeadline(limit, on: time) {
      await Blocking.value { find(host.name) }
    }
  }
}
