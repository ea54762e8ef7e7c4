#include "CTLS.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>

static bool use_certificates(SSL_CTX *context, const void *bytes, size_t size) {
  BIO *input = BIO_new_mem_buf(bytes, (int)size);
  if (input == NULL) return false;
  X509 *first = PEM_read_bio_X509(input, NULL, NULL, NULL);
  bool done = first != NULL && SSL_CTX_use_certificate(context, first) == 1;
  X509_free(first);
  X509 *next = NULL;
  while (done && (next = PEM_read_bio_X509(input, NULL, NULL, NULL)) != NULL) {
    done = SSL_CTX_add0_chain_cert(context, next) == 1;
    if (!done) X509_free(next);
  }
  BIO_free(input);
  ERR_clear_error();
  return done;
}

static bool use_key(SSL_CTX *context, const void *bytes, size_t size) {
  BIO *input = BIO_new_mem_buf(bytes, (int)size);
  if (input == NULL) return false;
  // An empty pass phrase, or OpenSSL would ask the terminal for one.
  EVP_PKEY *key = PEM_read_bio_PrivateKey(input, NULL, NULL, "");
  BIO_free(input);
  bool done = key != NULL && SSL_CTX_use_PrivateKey(context, key) == 1 &&
              SSL_CTX_check_private_key(context) == 1;
  EVP_PKEY_free(key);
  ERR_clear_error();
  return done;
}

ctls_context *ctls_context_new(const void *certificate, size_t certificate_size, const void *key,
                               size_t key_size) {
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  if (context == NULL) return NULL;
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (!use_certificates(context, certificate, certificate_size) ||
      !use_key(context, key, key_size)) {
    SSL_CTX_free(context);
    return NULL;
  }
  return (ctls_context *)context;
}

void ctls_context_free(ctls_context *context) { SSL_CTX_free((SSL_CTX *)context); }

ctls_session *ctls_session_new(ctls_context *context, int socket) {
  SSL *session = SSL_new((SSL_CTX *)context);
  if (session != NULL && SSL_set_fd(session, socket) == 1) {
    SSL_set_accept_state(session);
    return (ctls_session *)session;
  }
  SSL_free(session);
  return NULL;
}

static long result(SSL *session, int code, size_t count) {
  if (code == 1) return (long)count;
  int error = SSL_get_error(session, code);
  ERR_clear_error();
  switch (error) {
    case SSL_ERROR_WANT_READ: return CTLS_WAITS_TO_READ;
    case SSL_ERROR_WANT_WRITE: return CTLS_WAITS_TO_WRITE;
    case SSL_ERROR_ZERO_RETURN: return 0;
    default: return CTLS_FAILED;
  }
}

long ctls_read(ctls_session *session, void *bytes, size_t count) {
  size_t done = 0;
  int code = SSL_read_ex((SSL *)session, bytes, count, &done);
  return result((SSL *)session, code, done);
}

long ctls_write(ctls_session *session, const void *bytes, size_t count) {
  size_t done = 0;
  int code = SSL_write_ex((SSL *)session, bytes, count, &done);
  return result((SSL *)session, code, done);
}

void ctls_finish(ctls_session *session) {
  SSL_shutdown((SSL *)session);
  ERR_clear_error();
}

void ctls_session_free(ctls_session *session) { SSL_free((SSL *)session); }

static bool copy(BIO *from, char *to, size_t room) {
  char *bytes = NULL;
  long count = BIO_get_mem_data(from, &bytes);
  if (count <= 0 || (size_t)count >= room) return false;
  memcpy(to, bytes, (size_t)count);
  to[count] = 0;
  return true;
}

static bool name_and_sign(X509 *certificate, EVP_PKEY *key, const char *name) {
  X509_NAME *subject = X509_get_subject_name(certificate);
  if (X509_set_version(certificate, 2) != 1 ||
      ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) != 1 ||
      X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) == NULL ||
      X509_gmtime_adj(X509_getm_notAfter(certificate), 86400) == NULL ||
      X509_set_pubkey(certificate, key) != 1 ||
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)"sandbox", -1,
                                 -1, 0) != 1 ||
      X509_set_issuer_name(certificate, subject) != 1)
    return false;
  X509_EXTENSION *names = X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, name);
  if (names == NULL) return false;
  bool done = X509_add_ext(certificate, names, -1) == 1;
  X509_EXTENSION_free(names);
  return done && X509_sign(certificate, key, EVP_sha256()) > 0;
}

bool ctls_make_identity(const char *name, char *certificate, size_t certificate_room, char *key,
                        size_t key_room) {
  EVP_PKEY *made = EVP_EC_gen("P-256");
  X509 *signed_one = X509_new();
  BIO *output = BIO_new(BIO_s_mem());
  BIO *secret = BIO_new(BIO_s_mem());
  bool done = made != NULL && signed_one != NULL && output != NULL && secret != NULL &&
              name_and_sign(signed_one, made, name) && PEM_write_bio_X509(output, signed_one) == 1 &&
              PEM_write_bio_PrivateKey(secret, made, NULL, NULL, 0, NULL, NULL) == 1 &&
              copy(output, certificate, certificate_room) && copy(secret, key, key_room);
  BIO_free(secret);
  BIO_free(output);
  X509_free(signed_one);
  EVP_PKEY_free(made);
  ERR_clear_error();
  return done;
}
