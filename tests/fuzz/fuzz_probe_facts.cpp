// The parser of the probe process's answer: whatever comes, it refuses or gives canonical JSON that
// it accepts again unchanged.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "fuzz/fuzz.h"
#include "probe/contract.h"
#include "probe/facts.h"

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  return liuhen::probe::canonical_facts({reinterpret_cast<const char*>(bytes), size}).ok();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view answer(reinterpret_cast<const char*>(bytes), size);
  const auto facts = liuhen::probe::canonical_facts(answer);
  if (!facts) {
    CHECK(!facts.error().why.empty());
    return 0;
  }
  CHECK(facts->size() <= liuhen::probe::kFactsBytesMax);
  const auto again = liuhen::probe::canonical_facts(*facts);
  CHECK(again.ok() && *again == *facts);
  return 0;
}
