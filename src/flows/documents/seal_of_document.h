// What is sealed of a document: its field values as they stand in the entry, and the digest that is
// printed on it as a code. Anyone who has the entry can make the digest again. Pure; any thread.
// Source: docs/formats/form-file.md, "The code on the paper".
#pragma once

#include <string>
#include <string_view>

#include "model/ids.h"

namespace liuhen::flows {

// Canonical JSON of at most kSealedBytesMax: an entry has a bound. In a longer document the largest
// values are replaced by { "bytes", "sha256" } of their canonical JSON; their text stands in the
// PDF. `values_json` is a JSON object.
inline constexpr std::size_t kSealedBytesMax = 40 * 1024;
std::string sealed_fields(std::string_view values_json);

struct DocumentSeal {
  model::DocumentId id;
  std::string form, number;
  std::string fields_json;  // sealed_fields()
};
// SHA-256 in hex of the canonical JSON { "document", "fields", "form", "number" }.
std::string digest_of(const DocumentSeal& seal);
// "liuhen:1:<document id>:sha256:<hex>".
std::string code_text(const DocumentSeal& seal);

}  // namespace liuhen::flows
