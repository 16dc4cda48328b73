#include "model/entry.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/random.h"
#include "base/text.h"

namespace liuhen::model {
namespace json = boost::json;

std::string bytes_of(const Entry& entry) {
  // Written by hand in sorted key order: the body is canonical already, and parsing it again for
  // each entry would cost more than the rest of a command.
  std::string out = "{\"actor\":";
  out += base::canonical_json(json::value(entry.actor));
  out += ",\"body\":";
  out += entry.body;
  out += ",\"kind\":";
  out += base::canonical_json(json::value(entry.kind));
  out += ",\"salt\":\"";
  out += entry.salt;
  out += "\",\"subject\":";
  out += base::canonical_json(json::value(entry.subject));
  out += ",\"time\":\"";
  out += base::rfc3339_of(entry.time);
  out += "\",\"v\":1}";
  return out;
}

std::string new_salt() { return base::hex_of(base::random_bytes(kSaltCharacters / 2)); }

base::Result<Entry, std::string> entry_of(std::string_view bytes) {
  auto parsed = base::parse_json(bytes, {.size_bytes_max = kEntryBytesMax});
  if (!parsed) return parsed.error();
  const json::object* object = parsed->if_object();
  if (object == nullptr) return std::string("the entry is not a JSON object");
  const auto kind = base::find_text(*object, "kind");
  const auto time_text = base::find_text(*object, "time");
  const auto actor = base::find_text(*object, "actor");
  const auto salt = base::find_text(*object, "salt");
  const auto subject = base::find_text(*object, "subject");
  const json::object* body = base::find_object(*object, "body");
  if (!kind || !time_text || !actor || !salt || !subject || body == nullptr) {
    return std::string("the entry lacks kind, time, actor, salt, subject or body");
  }
  const auto time = base::time_of_rfc3339(*time_text);
  if (!base::bytes_of_hex(*salt) || salt->size() > kSaltCharacters) {
    return std::string("the salt of the entry is not hex");
  }
  if (!time || !base::is_canonicalizable(*parsed)) {
    return std::string("the entry holds a time or number that is not allowed");
  }
  Entry entry{std::string(*kind),    *time,
              std::string(*actor),   std::string(*salt),
              std::string(*subject), base::canonical_json(*body)};
  if (bytes_of(entry) != bytes) return std::string("the entry is not in canonical form");
  return entry;
}

}  // namespace liuhen::model
