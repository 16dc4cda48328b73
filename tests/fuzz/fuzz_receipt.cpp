// Receipts as strangers may hand them in: whatever the bytes, the check answers. Nothing holds
// under a key that did not sign it; and under the key that signed the seeds, nothing holds that
// says of a record what no seed says.
//   fuzz_receipt ROUNDS --vkey=FILE SEED_FILE...
#include <algorithm>
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/json.h"
#include "flows/intake/receipt.h"
#include "fuzz/fuzz.h"

namespace {

using namespace liuhen;

constexpr const char* kStranger = "nobody+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
constexpr std::string_view kVkeyOption = "--vkey=";

std::string vkey;
std::set<std::string> seeds_say;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What a receipt claims of its record.
std::string claim_of(std::string_view text) {
  const auto parsed = base::parse_json(text);
  if (!parsed || !parsed->is_object()) return {};
  std::string claim;
  for (const char* name : {"record_id", "sha256", "deposited_at", "file_name"}) {
    claim += std::string(base::find_text(parsed->get_object(), name).value_or("")) + "\n";
  }
  return claim;
}

bool holds(std::string_view text, const std::string& key) {
  return flows::check_receipt(text, key, std::nullopt, std::nullopt).ok();
}

}  // namespace

int LLVMFuzzerInitialize(int* argc, char*** argv) {
  char** const end = *argv + *argc;
  char** const option = std::find_if(*argv, end, [](const char* argument) {
    return std::string_view(argument).starts_with(kVkeyOption);
  });
  CHECK(option != end);
  vkey = read_file(*option + kVkeyOption.size());
  while (vkey.ends_with('\n')) vkey.pop_back();
  std::rotate(option, option + 1, end);
  --*argc;
  for (int i = 2; i < *argc; ++i) seeds_say.insert(claim_of(read_file((*argv)[i])));
  return 0;
}

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  return holds({reinterpret_cast<const char*>(bytes), size}, vkey);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto check = flows::check_receipt(text, kStranger, std::nullopt, std::nullopt);
  CHECK(!check.ok());
  CHECK(!check.steps.empty());
  if (holds(text, vkey)) CHECK(seeds_say.count(claim_of(text)) == 1);
  return 0;
}
