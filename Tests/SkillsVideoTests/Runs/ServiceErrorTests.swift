import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A refusal of the service")
struct ServiceErrorTests {
  private func error(_ status: Int?, _ text: String) -> ServiceError {
    ServiceError(status: status, text: text, body: try? JSON(parsing: text))
  }

  @Test(
    "is put in a category by the first rule that holds",
    arguments: [
      (402, "{}", ServiceError.Category.insufficientCredits),
      (400, #"{"message":"Insufficient Credits left"}"#, .insufficientCredits),
      (500, "please TOP UP your account", .insufficientCredits),
      (200, "not enough credit", .insufficientCredits),
      (403, #"{"message":"insufficient balance"}"#, .insufficientCredits),
      (500, "credit balance is low", .insufficientCredits),
      (418, "recharge", .insufficientCredits),
      (401, "{}", .auth),
      (403, "{}", .auth),
      (400, #"{"error":"Unauthorized"}"#, .auth),
      (422, "{}", .validation),
      (400, #"{"message":"Validation failed"}"#, .validation),
      (404, "{}", .notFound),
      (429, "{}", .transient),
      (500, "{}", .transient),
      (503, "<html>", .transient),
      (599, "", .transient),
      (400, "{}", .unknown),
      (409, "{}", .unknown),
      (200, "", .unknown),
    ])
  func category(status: Int, text: String, category: ServiceError.Category) {
    #expect(error(status, text).category == category)
  }

  @Test(
    "is decided by a documented code before anything else",
    arguments: [
      ("VIDEO_GENERATION_INVALID_INPUT", 400, ServiceError.Category.validation),
      ("IMAGE_GENERATION_CONTENT_REJECTED", 500, .validation),
      ("TTS_GENERATION_UNSUPPORTED_MODEL", 404, .validation),
      ("VIDEO_GENERATION_INSUFFICIENT_CREDITS", 400, .insufficientCredits),
      ("IMAGE_GENERATION_RATE_LIMITED", 400, .transient),
      ("VIDEO_GENERATION_PROVIDER_UNAVAILABLE", 422, .transient),
      ("VIDEO_GENERATION_TIMEOUT", 401, .transient),
      ("VIDEO_GENERATION_FAILED", 402, .transient),
      ("VIDEO_GENERATION_NEW", 404, .notFound),
      ("AUDIO_GENERATION_FAILED", 404, .notFound),
    ])
  func code(code: String, status: Int, category: ServiceError.Category) {
    #expect(error(status, #"{"code":"\#(code)","message":"no"}"#).category == category)
  }

  @Test(
    "says what the service says, in whatever form it says it",
    arguments: [
      (#"{"message":"a","error":"b"}"#, "a"), (#"{"message":7,"error":{"message":"b"}}"#, "b"),
      (#"{"error":"b"}"#, #"{"error":"b"}"#), ("plain words", "plain words"),
      ("", "the service gave no message"),
    ])
  func message(text: String, message: String) {
    #expect(error(400, text).message == message)
  }

  @Test("has the exit code of its category")
  func exitCodes() {
    #expect(ServiceError.Category.allCases.map(\.exitCode) == [20, 21, 22, 23, 24, 25])
  }

  @Test("a failed state is read with its code and message")
  func state() throws {
    let error = ServiceError(state: try JSON(parsing: Answers.failed))
    #expect(error.code == "VIDEO_GENERATION_FAILED")
    #expect(error.message == "the model gave up")
    #expect(error.status == nil)
  }
}
