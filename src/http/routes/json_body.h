// JsonBody reads the members of a request's JSON object. The first member that is missing or of the
// wrong shape becomes the refusal; readers go on with an empty value, so a handler reads everything
// and asks once. Lengths and meanings are checked by the flows.
#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/message.h"
#include "model/ids.h"
#include "model/refusal.h"

namespace liuhen::http {

class JsonBody {
 public:
  explicit JsonBody(const Request& request);
  ~JsonBody();

  std::string text(const std::string& name);
  std::string text_or_empty(const std::string& name);
  std::optional<bool> flag(const std::string& name);  // refuses other types, not absence
  bool required_flag(const std::string& name);
  std::int64_t integer(const std::string& name);
  base::UtcTime time(const std::string& name);
  std::optional<base::UtcTime> find_time(const std::string& name);
  // Any value, as JSON text; refuses absence. null is "null".
  std::string json_text(const std::string& name);
  std::vector<std::string> texts(const std::string& name);  // absent: empty
  // Absent and null are nullopt.
  std::optional<std::string> find_id_text(const std::string& name);
  std::string id_text(const std::string& name);
  std::vector<std::string> id_texts(const std::string& name);

  template <class AnyId>
  AnyId id(const std::string& name) {
    return AnyId{id_text(name)};
  }
  template <class AnyId>
  std::optional<AnyId> find_id(const std::string& name) {
    auto text = find_id_text(name);
    return text ? std::optional(AnyId{std::move(*text)}) : std::nullopt;
  }
  template <class AnyId>
  std::vector<AnyId> ids(const std::string& name) {
    std::vector<AnyId> all;
    for (std::string& text : id_texts(name)) all.push_back(AnyId{std::move(text)});
    return all;
  }

  std::optional<Response> refused() const;

 private:
  const boost::json::value* find(const std::string& name) const;
  void refuse(const std::string& name, const std::string& zh, const std::string& en);

  std::unique_ptr<boost::json::object> object_;
  std::optional<model::Refusal> refusal_;
  bool malformed_ = false;
};

}  // namespace liuhen::http
