import Contracts
import Glibc
public import SkillsVideo
import SkillsScript

// MARK: - Recipes

extension Interpreter {
  /// Creates an interpreter that knows the models of the contract that it was built with.
  ///
  /// `contract` lays newer documents over it, each as the bytes of an `openapi.json` or a `docs.json`
  /// in UTF-8, of at most 64 MiB. A document that describes one model replaces or adds that model, one
  /// of several models stands for the whole, a `docs.json` says which models make videos and which
  /// images. What `skv contract update` keeps for the program `skv` is not looked at.
  ///
  /// ```swift
  /// let document = try Data(contentsOf: URL(fileURLWithPath: "openapi.json"))
  /// let interpreter = try Interpreter(contract: [Array(document)])
  /// ```
  ///
  /// `options` are settings of the runner, such as `["jobs": "8", "output-root": "/srv/films"]`, which
  /// win over those of a recipe. `workingFolder` is what folders of recipes and the paths of results
  /// are relative to; nil is the working directory of the process.
  ///
  /// Throws ``InterpreterError`` of the code `.invalidOption` for an option or a word that there is
  /// not, and `.unreadableContract` for a document that is no contract.
  public init(
    contract: [[UInt8]] = [], options: [String: String] = [:], workingFolder: String? = nil
  ) throws(InterpreterError) {
    for (name, word) in options.sorted(by: { $0.key < $1.key }) {
      if let fault = OptionTable.fault(of: name, word: word) {
        throw InterpreterError(.invalidOption, fault)
      }
    }
    var sources: [ContractSource] = []
    for (index, bytes) in contract.enumerated() {
      let name = contract.count == 1 ? "the contract" : "document \(index + 1) of the contract"
      guard bytes.count <= ContractSource.largest else {
        throw InterpreterError(
          .unreadableContract, "\(name): it is larger than \(ContractSource.largest >> 20) MiB")
      }
      sources.append(try ContractSource(bytes: bytes, name: name))
    }
    self.init(
      catalogue: try ContractInUse.builtIn().laying(sources).catalogue, files: FileSystem(),
      options: options,
      workingFolder: workingFolder.map { FilePath.absolute($0, from: Self.processFolder) })
  }

  /// Reads and checks a recipe.
  ///
  /// Every mistake is found at once, and files that the recipe names are read. Nothing is sent and
  /// nothing costs credits. A label that the script itself does not use is no finding here.
  public func check(_ recipe: Recipe) async -> CheckedRecipe {
    let source = SourceText(name: recipe.name ?? "<recipe>", text: recipe.script)
    let checked = await check(
      source,
      context: ScriptContext(origin: .file, overrides: options, folder: scriptFolder(of: recipe)))
    let renderer = DiagnosticRenderer(sources: checked.sources, color: false)
    // A program reads results by their labels, so none of them is without a use.
    let diagnostics = checked.diagnostics.filter { $0.code != .unusedLabel }
    return CheckedRecipe(
      recipe: recipe, findings: diagnostics.map { Finding($0, renderer) },
      plan: checked.program.map(Planner.plan))
  }

  /// Performs a recipe that was checked: submits its jobs, follows them and downloads their outputs.
  ///
  /// This costs credits. A job that fails is no error: the summary says how each has ended and what
  /// came of it, and `reporter` hears of it at once; nil hears nothing. Cancelling the task starts
  /// nothing new and leaves what is in flight as it stands in the ledger, where ``Client/resume``
  /// takes it up.
  ///
  /// Throws ``InterpreterError``, before anything is sent, of the code `.recipeHasErrors`, and of the
  /// code `.needsConfirmation` for more jobs, or more credits, than the option `confirm` allows.
  public func perform(
    _ checked: CheckedRecipe, client: Client, reporter: (any Reporter)? = nil
  ) async throws(InterpreterError) -> SessionSummary {
    let plan = try checked.performablePlan()
    if case .credits(let bound) = plan.confirmation {
      try await confirm(plan, client, atMost: bound)
    }
    let session = Session(
      plan: plan, client: client, reporter: reporter ?? Silence(),
      place: Session.Place(
        workingDirectory: workingFolder ?? Self.processFolder,
        scriptFolder: scriptFolder(of: checked.recipe), scriptName: checked.recipe.name))
    return await session.perform()
  }

  /// Makes sure that nothing is paid that the option `confirm` wants a word about.
  private func confirm(
    _ plan: Plan, _ client: Client, atMost bound: Int
  ) async throws(InterpreterError) {
    let forecast: PriceForecast
    do {
      forecast = try await PriceForecast.of(plan.jobs, client)
    } catch {
      throw InterpreterError(
        .needsConfirmation, "the prices seen before cannot be read", cause: error.description)
    }
    guard forecast.exceeds(plan.confirmation) else { return }
    throw InterpreterError(
      .needsConfirmation,
      "the recipe asks for \(plan.jobs.count) jobs\(forecast.words); to perform it, set the option "
        + "`confirm` to more than \(bound)credits, or to a number of jobs")
  }

  /// The recipe's folder as the reader of files needs it.
  private func scriptFolder(of recipe: Recipe) -> String {
    guard let workingFolder else { return recipe.folder }
    return FilePath.absolute(recipe.folder, from: workingFolder)
  }

  /// The working directory of the process; the root where it is gone.
  private static var processFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private struct Silence: Reporter {
    func hear(_ event: SessionEvent) {}
  }
}
