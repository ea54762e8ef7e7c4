import Contracts
import Foundation
import LosslessJSON
import SkillsVideo
import SkvInterpreter
import Testing

@Suite struct ContractInUseTests {
  private func models(_ text: String) throws -> [Model] {
    Catalogue(document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil).models
  }

  @Test("the digest of a model depends on what the contract says, not on how it is written")
  func digest() throws {
    let text = contractText(["a", "b"])
    let (a, b) = (try models(text)[0].digest, try models(text)[1].digest)
    #expect(a != b)
    #expect(try models(contractText(["a"], longest: 6))[0].digest != a)
    #expect(try models(text.replacing(": 5", with: ": 5.0"))[0].digest == a)
    let other = #"""
      {"paths": {"/v1/generation/a": {"post": {"summary": "x", "requestBody": {"content": {"application/json":
        {"schema": {"properties": {"prompt": {"maxLength": 5e0, "type": "string"}}, "required": ["prompt"]}}}}}}}}
      """#
    #expect(try models(other)[0].digest == a)
    // As another program computes it: SHA-256 of this text.
    let bare = try models(#"{"paths": {"/v1/generation/a": {"post": {"summary": "x"}}}}"#)[0]
    let form = #"{"path":"a","requestBody":null,"stream":false}"#
    #expect(bare.digest == SHA256Digest(of: Array(form.utf8)))
  }

  @Test("every model of the built-in contract has a digest of its own")
  func distinct() throws {
    let models = try ContractInUse.builtIn().catalogue.models
    #expect(Set(models.map(\.digest)).count == models.count)
  }

  @Test("faults are told for the document that they stand in")
  func faults() throws {
    let text = ##"""
      {"paths": {"/generation/a": {"post": {"requestBody": {"content": {"application/json":
        {"schema": {"properties": {"f": {"$ref": "#/x"}}}}}}}}, "/generation/b c": {"post": {}}}}
      """##
    let source = try ContractSource(bytes: Array(text.utf8), name: "poor")
    let contract = try ContractInUse.builtIn().laying([source])
    #expect(
      contract.faults(in: source).map { $0.fault.code } == [.unusablePath, .danglingReference])
    #expect(contract.faults(in: source).map { $0.model } == [nil, "a"])
    #expect(contract.faults(in: contract.documents[0]).isEmpty)
    #expect(contract.faults(in: contract.navigation).isEmpty)
  }

  @Test("an interpreter goes by the documents that it is given")
  func embedding() async throws {
    let given = try Interpreter(contract: [Array(contractText(["maker/one"]).utf8)])
    let text = #"use maker/one; set prompt "too long"; run"#
    let findings = await given.check(Recipe(script: text)).findings
    #expect(findings.map(\.message).filter { $0.contains("at most 5 characters") }.count == 1)
    let fine = await given.check(Recipe(script: #"use kling-v2.6; set prompt "fine"; run"#))
    #expect(fine.findings == [])
    let plain = try Interpreter()
    #expect(await plain.check(Recipe(script: text)).findings.isEmpty == false)
    #expect(plain.catalogue.models.count == 75)
  }

  @Test("a document that is none is an error that says which", arguments: ["", "{}", "<html>"])
  func badDocument(_ text: String) {
    #expect {
      try Interpreter(contract: [Array(contractText(["a"]).utf8), Array(text.utf8)])
    } throws: {
      let error = $0 as? InterpreterError
      return error?.code == .unreadableContract && error?.message.contains("document 2") == true
    }
  }

  @Test("a file beyond the limit is refused")
  func large() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("", to: "large.json")
    truncate(path, ContractSource.largest + 1)
    #expect {
      try ContractSource(file: path)
    } throws: {
      ($0 as? InterpreterError)?.message.contains("larger than 64 MiB") == true
    }
  }
}
