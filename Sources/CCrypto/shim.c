#include "CCrypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

static EVP_MD_CTX *context(const ccrypto_sha256 *state) { return (EVP_MD_CTX *)state; }

ccrypto_sha256 *ccrypto_sha256_new(void) {
  EVP_MD_CTX *made = EVP_MD_CTX_new();
  if (made != NULL && EVP_DigestInit_ex(made, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(made);
    made = NULL;
  }
  return (ccrypto_sha256 *)made;
}

bool ccrypto_sha256_update(ccrypto_sha256 *state, const void *bytes, size_t count) {
  return EVP_DigestUpdate(context(state), bytes, count) == 1;
}

bool ccrypto_sha256_digest(const ccrypto_sha256 *state, uint8_t digest[32]) {
  EVP_MD_CTX *copy = EVP_MD_CTX_new();
  bool done = copy != NULL && EVP_MD_CTX_copy_ex(copy, context(state)) == 1 &&
              EVP_DigestFinal_ex(copy, digest, NULL) == 1;
  EVP_MD_CTX_free(copy);
  return done;
}

void ccrypto_sha256_free(ccrypto_sha256 *state) { EVP_MD_CTX_free(context(state)); }

const char *ccrypto_version(void) { return OpenSSL_version(OPENSSL_VERSION); }
