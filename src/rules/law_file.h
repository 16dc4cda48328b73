// One law file as JSON → one article. Strict; problems carry JSON paths. Pure; any thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>

#include "rules/law_book.h"
#include "rules/parameters.h"

namespace liuhen::rules {

// Meaningful only when no problem was added.
Article read_article(const boost::json::value& file, PathProblems& problems);

}  // namespace liuhen::rules
