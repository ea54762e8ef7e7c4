import Testing

/// The prompt of the built program, in real pseudo-terminals; one test at a time, so that none
/// waits for the processor longer than a person would.
@Suite(.serialized) struct PromptTests {}
