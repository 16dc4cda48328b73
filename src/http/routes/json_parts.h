// Members that are left out when there is nothing to say; what the JSON of several routes shares.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "model/ids.h"

namespace liuhen::http {

void put_text(boost::json::object& object, std::string_view name, const std::string& text);
void put_time(boost::json::object& object, std::string_view name,
              const std::optional<base::UtcTime>& time);
template <class Tag>
void put_id(boost::json::object& object, std::string_view name,
            const std::optional<model::Id<Tag>>& id) {
  if (id) put_text(object, name, id->text);
}

// What a flow answers that made one entry.
boost::json::object entry_json(std::uint64_t index);

}  // namespace liuhen::http
