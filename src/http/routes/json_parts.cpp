#include "http/routes/json_parts.h"

#include <boost/json.hpp>

namespace liuhen::http {

void put_text(boost::json::object& object, std::string_view name, const std::string& text) {
  object[name] = text;
}

void put_time(boost::json::object& object, std::string_view name,
              const std::optional<base::UtcTime>& time) {
  if (time) object[name] = base::rfc3339_of(*time);
}

boost::json::object entry_json(std::uint64_t index) { return {{"entry_index", index}}; }

}  // namespace liuhen::http
