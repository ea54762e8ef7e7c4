// A program that makes a clip with skv's interpreter. It sees what any other program sees: the
// modules' public declarations.
import Foundation
import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// Prints what happens, one line a job.
struct News: Reporter {
  func hear(_ event: SessionEvent) {
    switch event {
    case .started(let job): print("\(job): submitted to \(job.model)")
    case .ended(let job, .saved(let run)): print("\(job): \(run.files.count) file saved")
    case .ended(let job, _): print("\(job): did not end well")
    case .printed(let lines, _): for line in lines { print("printed: \(line)") }
    default: break
    }
  }
}

// `Set` is a function for statements here, and Swift's own type still.
let words: Set<String> = ["fox", "lake", "fox"]
let sizes = Set([1, 2])
let shape: String? = "16:9"
let wish = #"the fox says "hi", for ${5} and \n"#

@Recipe.Builder func still() -> [Recipe.Statement] {
  Let("style", "film grain")
  Use("seedream-4.5", for: .t2i)
  Set("prompt", .interpolated("a red fox crossing a frozen lake, ${style}"))
  if let shape { Set("aspect_ratio", shape) }
  if words.count != sizes.count { Unset("*") }
  Run(as: "still")
}

let recipe = Recipe(name: "fox.skv") {
  Option("jobs", 2)
  still()
  Use("kling-ai/v3/video", for: .i2v)
  Set("first_frame_url", .result("still"))
  Set("prompt", wish)
  for length in [5] { Set("duration", length) }
  Run(as: "clip", to: "clip.mp4")
  Print(.result("clip"))
}
print(recipe)

let interpreter = try Interpreter(options: ["output": "made/${run.label}.${run.ext}"])
let mistaken = await interpreter.check(
  Recipe(script: "use kling-v2.6\nset promt \"a fox\"\nrun\n", name: "film.skv"))
for finding in mistaken.findings { print(finding) }

let client = try await Client.open(
  try Configuration(environment: ProcessInfo.processInfo.environment))
do {
  _ = try await interpreter.perform(mistaken, client: client)
} catch {
  print("\(error.code.rawValue): \(error.message)")
}

let checked = await interpreter.check(recipe)
for finding in checked.findings { print(finding) }
print("jobs: \(checked.jobs.map(\.description).joined(separator: ", "))")
let summary = try await interpreter.perform(checked, client: client, reporter: News())
let clip = summary.results["clip"]?[0]
print("clip: \(clip?["files"]?[0]?["path"]?.string ?? "none"), \(clip?["status"]?.string ?? "")")
print("credits: \(summary.credits?.text ?? "unknown"), complete: \(summary.isComplete)")
