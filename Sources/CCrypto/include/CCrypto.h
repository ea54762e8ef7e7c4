#ifndef CCRYPTO_H
#define CCRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A SHA-256 computation under way.
typedef struct ccrypto_sha256 ccrypto_sha256;

/// Starts a computation; NULL if there is no memory or no such digest.
ccrypto_sha256 *ccrypto_sha256_new(void);

/// Takes in bytes; false if the library refuses.
bool ccrypto_sha256_update(ccrypto_sha256 *state, const void *bytes, size_t count);

/// Writes the 32 bytes of the digest of all that was taken in so far; more may follow.
bool ccrypto_sha256_digest(const ccrypto_sha256 *state, uint8_t digest[32]);

/// Ends a computation; NULL is fine.
void ccrypto_sha256_free(ccrypto_sha256 *state);

/// The version of the library that is loaded, such as `OpenSSL 3.0.17 1 Jul 2025`.
const char *ccrypto_version(void);

#endif
