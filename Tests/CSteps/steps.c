#include "steps.h"

// What the compiler calls in code that is built with -sanitize-coverage=edge,trace-pc-guard
// (https://clang.llvm.org/docs/SanitizerCoverage.html).

static uint64_t steps;

void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop) {
  for (; start < stop; start++) *start = 1;
}

void __sanitizer_cov_trace_pc_guard(uint32_t *guard) { steps++; }

uint64_t skv_steps(void) { return steps; }
