#ifndef SKV_CCONTRACT_H
#define SKV_CCONTRACT_H

#include <stddef.h>

/// The service's OpenAPI document, as JSON text in UTF-8 without a closing NUL.
const unsigned char *skv_contract_openapi(size_t *length);

/// The service's navigation document, which groups the endpoints into videos and images.
const unsigned char *skv_contract_docs(size_t *length);

#endif
