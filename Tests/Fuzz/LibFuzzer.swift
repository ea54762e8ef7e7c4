import Contracts
import Glibc

// What libFuzzer calls (https://llvm.org/docs/LibFuzzer.html); scripts/fuzz builds it in.

private let catalogue = FuzzContract.catalogue()

private let target = getenv("SKV_FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

/// Looks at one input; the program ends where something does not hold.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  guard let target, let catalogue else { fatalError("SKV_FUZZ_TARGET names no target") }
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  if let complaint = target.complaint(about: bytes, catalogue) {
    fatalError("\(target.rawValue): \(complaint)")
  }
  return 0
}

/// Writes the inputs to begin with into a folder, one a file; 0 if that worked.
@_cdecl("skv_fuzz_write_seeds")
public func writeFuzzSeeds(_ folder: UnsafePointer<CChar>) -> Int32 {
  for (index, seed) in FuzzSeeds.all.enumerated() {
    guard let file = fopen("\(String(cString: folder))/seed-\(index)", "w") else { return 1 }
    fwrite(seed, 1, seed.count, file)
    fclose(file)
  }
  return 0
}

/// Called once before the first input: with SKV_FUZZ_SEEDS it writes the seeds there and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzer(_ count: UnsafeRawPointer, _ values: UnsafeRawPointer) -> Int32 {
  if let folder = getenv("SKV_FUZZ_SEEDS") { exit(writeFuzzSeeds(folder)) }
  return 0
}
