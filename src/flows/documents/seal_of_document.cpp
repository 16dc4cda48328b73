#include "flows/documents/seal_of_document.h"

#include <boost/json.hpp>

#include "base/check.h"
#include "base/digest.h"
#include "base/json.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

json::object object_of(std::string_view text) {
  const auto parsed = base::parse_json(text, {std::size_t{2} << 20, 32, false});
  CHECK(parsed.ok() && parsed->is_object());
  return parsed->get_object();
}

std::string sha256_hex(std::string_view text) {
  return base::hex_of(base::sha256_of(base::as_bytes(text)));
}

}  // namespace

std::string sealed_fields(std::string_view values_json) {
  json::object fields = object_of(values_json);
  std::string text = base::canonical_json(fields);
  while (text.size() > kSealedBytesMax) {
    json::value* largest = nullptr;
    std::string its_text;
    for (auto& member : fields) {
      std::string one = base::canonical_json(member.value());
      if (largest != nullptr && one.size() <= its_text.size()) continue;
      largest = &member.value();
      its_text = std::move(one);
    }
    CHECK(largest != nullptr);
    *largest = json::object{{"bytes", its_text.size()}, {"sha256", sha256_hex(its_text)}};
    text = base::canonical_json(fields);
  }
  return text;
}

std::string digest_of(const DocumentSeal& seal) {
  const json::object object{{"document", seal.id.text},
                            {"fields", object_of(seal.fields_json)},
                            {"form", seal.form},
                            {"number", seal.number}};
  return sha256_hex(base::canonical_json(object));
}

std::string code_text(const DocumentSeal& seal) {
  return "liuhen:1:" + seal.id.text + ":sha256:" + digest_of(seal);
}

}  // namespace liuhen::flows
