#include "CContract.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char openapi[] = {
#embed "openapi.json"
};

static const unsigned char docs[] = {
#embed "docs.json"
};

const unsigned char *skv_contract_openapi(size_t *length) {
  *length = sizeof openapi;
  return openapi;
}

const unsigned char *skv_contract_docs(size_t *length) {
  *length = sizeof docs;
  return docs;
}
