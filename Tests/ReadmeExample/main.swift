import Foundation
import LosslessJSON
import SkillsVideo
import SkvInterpreter

let recipe = Recipe {
  Use("seedream-4.5", for: .t2i)
  Set("prompt", "a red fox crossing a frozen lake")
  Run(as: "still")
  Use("kling-ai/v3/video", for: .i2v)
  Set("first_frame_url", .result("still"))
  Set("prompt", "it runs")
  Run(as: "clip", to: "clip.mp4")
}
print(recipe)  // the script

let interpreter = try Interpreter()
let checked = await interpreter.check(recipe)  // sends nothing
for finding in checked.findings { print(finding) }

let environment = ProcessInfo.processInfo.environment
let client = try await Client.open(try Configuration(environment: environment))
let summary = try await interpreter.perform(checked, client: client)
print(summary.results["clip"]?[0]?["files"]?[0]?["path"]?.string ?? "no clip")
