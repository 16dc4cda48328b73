#include "flows/intake/upload_sheet.h"

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "base/json.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

constexpr std::array<std::pair<UploadState, std::string_view>, 6> kStates{{
    {UploadState::receiving, "receiving"},
    {UploadState::checking, "checking"},
    {UploadState::keeping, "keeping"},
    {UploadState::publishing, "publishing"},
    {UploadState::done, "done"},
    {UploadState::refused, "refused"},
}};
constexpr std::array<std::pair<UploadKind, std::string_view>, 3> kKinds{{
    {UploadKind::whole, "whole"},
    {UploadKind::part, "part"},
    {UploadKind::joined, "joined"},
}};

template <class Value, std::size_t N>
std::string_view name_in(const std::array<std::pair<Value, std::string_view>, N>& names,
                         Value value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return names.front().second;
}

template <class Value, std::size_t N>
std::optional<Value> value_in(const std::array<std::pair<Value, std::string_view>, N>& names,
                              std::optional<std::string_view> text) {
  for (const auto& [candidate, name] : names) {
    if (text == name) return candidate;
  }
  return std::nullopt;
}

json::object json_of(const UploadSheet& sheet) {
  json::object metadata;
  for (const auto& [name, value] : sheet.metadata) {
    metadata[name] = base::base64_of(base::as_bytes(value));
  }
  json::array parts;
  for (const auto& part : sheet.part_ids) parts.emplace_back(part.text);
  json::object out{{"id", sheet.id.text},
                   {"owner", sheet.owner_id.text},
                   {"size_bytes", sheet.size_bytes},
                   {"kind", name_in(kKinds, sheet.kind)},
                   {"metadata", std::move(metadata)},
                   {"parts", std::move(parts)},
                   {"created_at", base::rfc3339_of(sheet.created_at)},
                   {"expires_at", base::rfc3339_of(sheet.expires_at)},
                   {"state", name_of(sheet.state)},
                   {"record", sheet.record_id.text}};
  if (sheet.entry_index) out["entry_index"] = *sheet.entry_index;
  if (sheet.problem) {
    out["problem"] = json::object{
        {"type", sheet.problem->type}, {"zh", sheet.problem->zh}, {"en", sheet.problem->en}};
  }
  return out;
}

std::string text_in(const json::object& object, std::string_view name) {
  return std::string(base::find_text(object, name).value_or(""));
}

void read_metadata(const json::object& object, UploadSheet& sheet) {
  const json::object* metadata = base::find_object(object, "metadata");
  if (metadata == nullptr) return;
  for (const auto& member : *metadata) {
    if (!member.value().is_string()) continue;
    const auto bytes = base::bytes_of_base64(member.value().get_string());
    if (bytes) sheet.metadata[std::string(member.key())] = std::string(base::as_text(*bytes));
  }
}

std::optional<UploadSheet> sheet_of(const json::object& object) {
  UploadSheet sheet;
  const auto size = base::find_integer(object, "size_bytes");
  const auto state = value_in(kStates, base::find_text(object, "state"));
  const auto kind = value_in(kKinds, base::find_text(object, "kind"));
  const auto created = base::time_of_rfc3339(text_in(object, "created_at"));
  const auto expires = base::time_of_rfc3339(text_in(object, "expires_at"));
  if (!size || *size < 0 || !state || !kind || !created || !expires) return std::nullopt;
  sheet.id = {text_in(object, "id")};
  sheet.owner_id = {text_in(object, "owner")};
  sheet.size_bytes = static_cast<std::uint64_t>(*size);
  sheet.state = *state;
  sheet.kind = *kind;
  sheet.created_at = *created;
  sheet.expires_at = *expires;
  sheet.record_id = {text_in(object, "record")};
  if (const auto index = base::find_integer(object, "entry_index")) {
    sheet.entry_index = static_cast<std::uint64_t>(*index);
  }
  read_metadata(object, sheet);
  if (const json::array* parts = base::find_array(object, "parts")) {
    for (const auto& part : *parts) {
      if (!part.is_string()) return std::nullopt;
      sheet.part_ids.push_back({std::string(part.get_string())});
    }
  }
  if (const json::object* problem = base::find_object(object, "problem")) {
    sheet.problem =
        UploadProblem{text_in(*problem, "type"), text_in(*problem, "zh"), text_in(*problem, "en")};
  }
  return sheet;
}

}  // namespace

std::string_view name_of(UploadState state) { return name_in(kStates, state); }

void save_sheet(const base::fs::path& folder, const UploadSheet& sheet) {
  base::write_file_durably(folder / "upload.json", json::serialize(json_of(sheet)), 0600);
}

std::optional<UploadSheet> find_sheet(const base::fs::path& folder) {
  const auto bytes = base::find_file(folder / "upload.json", 1 << 20);
  if (!bytes) return std::nullopt;
  const auto parsed = base::parse_json(base::as_text(*bytes));
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return sheet_of(parsed->get_object());
}

}  // namespace liuhen::flows
