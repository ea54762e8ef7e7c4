#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

typedef size_t (*ccurl_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_prerequest_callback)(void *context, char *remote, char *local, int remote_port,
                                         int local_port);
typedef int (*ccurl_socket_option_callback)(void *context, curl_socket_t socket,
                                            curlsocktype purpose);
typedef int (*ccurl_socket_callback)(CURL *easy, curl_socket_t socket, int what, void *context,
                                     void *socket_context);
typedef int (*ccurl_timer_callback)(CURLM *multi, long milliseconds, void *context);

/// curl_easy_setopt by the type of its last argument.
CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_bytes(CURL *easy, CURLoption option, const void *value);
CURLcode ccurl_set_context(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_mime(CURL *easy, CURLoption option, curl_mime *value);
CURLcode ccurl_set_data_callback(CURL *easy, CURLoption option, ccurl_data_callback value);
CURLcode ccurl_set_prerequest_callback(CURL *easy, ccurl_prerequest_callback value);
CURLcode ccurl_set_socket_option_callback(CURL *easy, ccurl_socket_option_callback value);

/// curl_easy_getinfo by the type of its answer; 0 or NULL if it has none.
long ccurl_info_long(CURL *easy, CURLINFO info);
curl_off_t ccurl_info_offset(CURL *easy, CURLINFO info);

/// curl_multi_setopt by the type of its last argument.
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_set_context(CURLM *multi, CURLMoption option, void *value);
CURLMcode ccurl_multi_set_socket_callback(CURLM *multi, ccurl_socket_callback value);
CURLMcode ccurl_multi_set_timer_callback(CURLM *multi, ccurl_timer_callback value);

/// Takes the next finished transfer; false if there is none.
bool ccurl_multi_next_finished(CURLM *multi, CURL **easy, CURLcode *code);

#endif
