// Idempotency-Key: the same key with the same request within a day gets the first answer again,
// so that a client that lost an answer can ask once more. Only answers of success are kept; after a
// refusal the key is free. Of the request only a digest is kept. Keys live in the private store and
// survive a restart, so operations whose request or answer holds a secret take no part
// (routes.cpp).
#pragma once

#include "http/routes/handlers.h"

namespace liuhen::http {

Response answer_once(Site& site, Request& request, SiteHandler handler);

}  // namespace liuhen::http
