// The table of all operations. A test holds it against api/openapi.yaml.
#pragma once

#include <vector>

#include "http/router.h"
#include "http/routes/site.h"

namespace liuhen::http {

// `site` outlives the routes.
std::vector<Route> make_routes(Site& site);

}  // namespace liuhen::http
