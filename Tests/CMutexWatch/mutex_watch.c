// Tells ThreadSanitizer of the ways through Swift's `Mutex` that it does not see.
//
// A `Mutex` that is free is taken and let go by atomics in the caller's own code, which is instrumented. One
// that is contended goes through two functions of libswiftSynchronization, which is not, so that what one
// thread wrote before it let go and the next read after it waited would be reported as a race. Under the
// sanitizer, these definitions come before the library's: they do what those do, and say so.
#define _GNU_SOURCE
#include "mutex_watch.h"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

extern void __tsan_acquire(void *address);
extern void __tsan_release(void *address);

// Synchronization._MutexHandle._lockSlow(Swift.UInt32) -> ()
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
// Synchronization._MutexHandle._unlockSlow() -> ()
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef SWIFT void (*lock_slow)(uint32_t thread, SELF void *mutex);
typedef SWIFT void (*unlock_slow)(SELF void *mutex);

SWIFT void watched_lock(uint32_t thread, SELF void *mutex) __asm__(LOCK_SLOW);
SWIFT void watched_unlock(SELF void *mutex) __asm__(UNLOCK_SLOW);

static lock_slow real_lock;
static unlock_slow real_unlock;

__attribute__((constructor)) static void find(void) {
  real_lock = (lock_slow)dlsym(RTLD_NEXT, LOCK_SLOW);
  real_unlock = (unlock_slow)dlsym(RTLD_NEXT, UNLOCK_SLOW);
}

SWIFT void watched_lock(uint32_t thread, SELF void *mutex) {
  real_lock(thread, mutex);
  __tsan_acquire(mutex);
}

SWIFT void watched_unlock(SELF void *mutex) {
  __tsan_release(mutex);
  real_unlock(mutex);
}

#endif
#endif
