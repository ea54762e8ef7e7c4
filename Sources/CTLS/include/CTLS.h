#ifndef CTLS_H
#define CTLS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/// A certificate with its key, for the server's side of connections.
typedef struct ctls_context ctls_context;

/// The server's side of one connection.
typedef struct ctls_session ctls_session;

/// What ctls_read and ctls_write answer beside a count of bytes; reading answers 0 at the end.
enum { CTLS_WAITS_TO_READ = -1, CTLS_WAITS_TO_WRITE = -2, CTLS_FAILED = -3 };

/// Takes a certificate (with what it hangs on behind it) and its key, both as PEM; NULL if they cannot
/// be read or do not belong together.
ctls_context *ctls_context_new(const void *certificate, size_t certificate_size, const void *key,
                               size_t key_size);
void ctls_context_free(ctls_context *context);

/// Begins on a socket that does not block; the handshake is done by the first reads and writes.
ctls_session *ctls_session_new(ctls_context *context, int socket);
long ctls_read(ctls_session *session, void *bytes, size_t count);
long ctls_write(ctls_session *session, const void *bytes, size_t count);

/// Tells the client that nothing follows.
void ctls_finish(ctls_session *session);
void ctls_session_free(ctls_session *session);

/// Makes a certificate for a day that vouches for itself, for `name` such as `DNS:localhost` or
/// `IP:127.0.0.1`, and its key, as PEM that ends in a NUL; false if there is no room or it fails.
bool ctls_make_identity(const char *name, char *certificate, size_t certificate_room, char *key,
                        size_t key_room);

#endif
