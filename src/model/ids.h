// Strong identifiers: a CaseId cannot be handed where an ActId is wanted. The text is a UUID
// (version 7, so it sorts by creation); ids from outside are checked with parse_id.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace liuhen::model {

template <class Tag>
struct Id {
  std::string text;

  auto operator<=>(const Id&) const = default;
  bool is_empty() const { return text.empty(); }
};

using CaseId = Id<struct CaseTag>;
using ActId = Id<struct ActTag>;
using RecordId = Id<struct RecordTag>;
using DeviceId = Id<struct DeviceTag>;
using AccountId = Id<struct AccountTag>;
using UnitId = Id<struct UnitTag>;
using UploadId = Id<struct UploadTag>;
using ViewingId = Id<struct ViewingTag>;
using DocumentId = Id<struct DocumentTag>;  // of a draft, and of the document it becomes

template <class AnyId>
AnyId new_id(base::UtcTime now) {
  return AnyId{base::new_uuid(now)};
}

template <class AnyId>
std::optional<AnyId> parse_id(std::string_view text) {
  if (!base::is_uuid(text)) return std::nullopt;
  return AnyId{std::string(text)};
}

}  // namespace liuhen::model
