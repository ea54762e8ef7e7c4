#pragma once
#include <stdint.h>

/// How many edges of instrumented code were walked so far in this process.
uint64_t skv_steps(void);
