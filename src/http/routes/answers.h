// What handlers share: ids from the path, pages from the query, flows' answers as JSON.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "flows/admin/sign_in.h"
#include "flows/casework/casework.h"
#include "http/message.h"
#include "http/render_error.h"
#include "model/ids.h"
#include "model/refusal.h"

namespace liuhen::http {

Response object_response(int status, const boost::json::object& object);
// {"<name>": [...], "next_cursor": …}
Response page_response(const std::string& name, boost::json::array elements,
                       const std::optional<std::string>& next_cursor);

inline const flows::Caller& caller_of(const Request& request) { return request.who->caller; }

// cursor and limit of the query.
model::Answer<catalog::PageRequest> page_request_of(const Request& request);
std::optional<std::string> query_text(const Request& request, std::string_view name);

// An id of the path: text that is none cannot name anything, so it is looked for in vain.
template <class AnyId>
AnyId path_id(const Request& request, std::string_view name) {
  return model::parse_id<AnyId>(request.parameters.get(name)).value_or(AnyId{});
}

// An id of the query, if it is there; text that is no id matches nothing.
template <class AnyId>
std::optional<AnyId> query_id(const Request& request, std::string_view name) {
  const auto text = query_text(request, name);
  if (!text) return std::nullopt;
  return model::parse_id<AnyId>(*text).value_or(AnyId{"none"});
}

template <class T, class ToJson>
Response answer_with(int status, const model::Answer<T>& answer, const ToJson& to_json) {
  if (!answer) return render(answer.error());
  return object_response(status, to_json(*answer));
}

}  // namespace liuhen::http
