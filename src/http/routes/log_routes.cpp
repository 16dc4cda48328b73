#include <boost/json.hpp>

#include "flows/recording/records.h"
#include "http/render_error.h"
#include "http/routes/answers.h"
#include "http/routes/gate.h"
#include "http/routes/handlers.h"
#include "http/syntax.h"

namespace liuhen::http {
namespace {

Response log_file(Site& site, const std::string& path, std::string_view content_type,
                  std::string_view cache_control) {
  const auto bytes = site.house.log().read_file(path);
  if (!bytes) return render(EdgeRefusal::no_such_path);
  Response response = text_response(200, content_type, std::string(base::as_text(*bytes)));
  response.fields.set("Cache-Control", std::string(cache_control));
  return response;
}

// Entries hold file names, so bundles are for those who may see the audit trail.
std::optional<Response> refuse_bundle(Site& site, Request& request) {
  if (auto refused = admit(site, request)) return refused;
  const auto refusal = flows::refuse_unless(caller_of(request), access::Permission::see_entries);
  if (refusal) return render(*refusal);
  return std::nullopt;
}

}  // namespace

Response get_entry_proof(Site& site, Request& request) {
  const auto index = number_of(request.parameters.get("index"));
  if (!index) return render(EdgeRefusal::no_such_path);
  return answer_with(200, flows::get_entry_proof(site.house, caller_of(request), *index),
                     [](const flows::EntryProof& proof) { return flows::json_of(proof); });
}

Response get_checkpoint(Site& site, Request&) {
  return log_file(site, "checkpoint", "text/plain; charset=utf-8", "no-cache");
}

Response get_checkpoint_sm2(Site& site, Request&) {
  return log_file(site, "checkpoint.sm2", "text/plain; charset=utf-8", "no-cache");
}

Response get_log_key(Site& site, Request&) {
  const flows::LogKeys& keys = site.house.log_keys();
  return object_response(
      200, {{"origin", keys.origin}, {"vkey", keys.vkey}, {"sm2_public_key", keys.sm2_public_pem}});
}

Response get_tile(Site& site, Request& request) {
  const std::string path(request.parameters.get("path"));
  const bool is_bundle = path.starts_with("entries/");
  if (is_bundle)
    if (auto refused = refuse_bundle(site, request)) return std::move(*refused);
  // Tiles never change (C2SP tlog-tiles); bundles are kept out of shared caches.
  return log_file(site, "tile/" + path, "application/octet-stream",
                  is_bundle ? "private, no-store" : "public, max-age=31536000, immutable");
}

}  // namespace liuhen::http
