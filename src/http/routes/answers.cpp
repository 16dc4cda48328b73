#include "http/routes/answers.h"

#include <boost/json.hpp>

#include "http/syntax.h"

namespace liuhen::http {

Response object_response(int status, const boost::json::object& object) {
  return json_response(status, boost::json::serialize(object));
}

Response page_response(const std::string& name, boost::json::array elements,
                       const std::optional<std::string>& next_cursor) {
  boost::json::object object;
  object[name] = std::move(elements);
  object["next_cursor"] =
      next_cursor ? boost::json::value(*next_cursor) : boost::json::value(nullptr);
  return object_response(200, object);
}

std::optional<std::string> query_text(const Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  if (!text || text->empty()) return std::nullopt;
  return std::string(*text);
}

model::Answer<catalog::PageRequest> page_request_of(const Request& request) {
  catalog::PageRequest page{.cursor = query_text(request, "cursor")};
  if (const auto text = query_text(request, "limit")) {
    const auto limit = number_of(*text);
    if (!limit || *limit < 1 || *limit > catalog::kPageLimitMax)
      return model::bad_input("limit", "limit 应为 1 到 200。", "limit must be 1 to 200.");
    page.limit = static_cast<int>(*limit);
  }
  return page;
}

}  // namespace liuhen::http
