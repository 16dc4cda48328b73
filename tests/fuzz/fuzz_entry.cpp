// Entries as a changed log may hold them: what is accepted is written again as the same bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "fuzz/fuzz.h"
#include "model/entry.h"
#include "model/entry/casework.h"
#include "model/entry/people.h"
#include "model/entry/records.h"

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  return liuhen::model::entry_of({reinterpret_cast<const char*>(bytes), size}).ok();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  namespace model = liuhen::model;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto entry = model::entry_of(text);
  if (!entry) return 0;
  CHECK(model::bytes_of(*entry) == text);
  static_cast<void>(model::body_of<model::RecordDeposited>(*entry).ok());
  static_cast<void>(model::body_of<model::CaseOpened>(*entry).ok());
  static_cast<void>(model::body_of<model::AccountCreated>(*entry).ok());
  return 0;
}
