#include "vault/inventory_text.h"

#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::vault {
namespace json = boost::json;

std::string content_name_of(const KeepOrder& order) {
  return order.extension.empty() ? "original" : "original." + order.extension;
}

std::string first_inventory_text(const KeepOrder& order) {
  // Two files of the same bytes share one key: a deposit may be a copy of its own record.json.
  json::object manifest, state;
  const auto add = [&](const std::string& digest, const std::string& name) {
    json::value& contents = manifest[digest];
    json::value& logical = state[digest];
    if (contents.is_null()) {
      contents = json::array{};
      logical = json::array{};
    }
    contents.get_array().push_back(json::string("v1/content/" + name));
    logical.get_array().push_back(json::string(name));
  };
  add(base::hex_of(order.sha256), content_name_of(order));
  add(base::hex_of(base::sha256_of(order.record_json)), "record.json");
  json::object user{{"name", order.user_name}};
  if (!order.user_address.empty()) user["address"] = order.user_address;
  const json::object version{{"created", base::rfc3339_of(order.created)},
                             {"message", "Deposited"},
                             {"user", user},
                             {"state", state}};
  const json::object inventory{{"id", Vault::object_id_of(order.record_id)},
                               {"type", "https://ocfl.io/1.1/spec/#inventory"},
                               {"digestAlgorithm", "sha256"},
                               {"head", "v1"},
                               {"manifest", manifest},
                               {"versions", {{"v1", version}}}};
  return base::canonical_json(inventory) + "\n";
}

std::string sidecar_text(const base::Digest256& inventory_sha256) {
  return base::hex_of(inventory_sha256) + " inventory.json\n";
}

}  // namespace liuhen::vault
