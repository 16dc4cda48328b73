// Idempotency-Key: the same key with the same request within a day gets the first answer again,
// so that a client that lost an answer can ask once more. Only answers of success are kept; after a
// refusal the key is free. Of the request only a digest is kept, and a password is no part of it:
// a digest could be guessed from. Keys live in the private store and survive a restart.
#pragma once

#include "http/routes/handlers.h"

namespace liuhen::http {

Response answer_once(Site& site, Request& request, SiteHandler handler);

}  // namespace liuhen::http
