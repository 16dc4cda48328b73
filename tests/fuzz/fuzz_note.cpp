// Signed notes, keys, checkpoints and SM2 lines as outsiders may send them: whatever the bytes, the
// parsers answer, and what they accept is written again as the same bytes.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "fuzz/fuzz.h"
#include "ledger/bundle.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "ledger/receipt_proof.h"

using namespace liuhen::ledger;

bool is_read(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  return parse_note(text) || parse_vkey(text) || parse_sm2_lines(text) || parse_checkpoint(text) ||
         entries_of_bundle({bytes, size});
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto note = parse_note(text)) {
    CHECK(format_note(*note) == text);
    static_cast<void>(verify_sm2_of_note(text, "AAAA", "no key"));
  }
  if (const auto verifier = parse_vkey(text)) CHECK(format_vkey(*verifier) == text);
  if (const auto signer = parse_private_key(text)) CHECK(format_private_key(*signer) == text);
  if (const auto lines = parse_sm2_lines(text)) CHECK(format_sm2_lines(*lines) == text);
  if (const auto checkpoint = parse_checkpoint(text)) {
    CHECK(text.starts_with(format_checkpoint(*checkpoint)));
  }
  if (const auto entries = entries_of_bundle({bytes, size})) {
    liuhen::base::Bytes again;
    for (const liuhen::base::ByteView entry : *entries) append_to_bundle(again, entry);
    CHECK(liuhen::base::as_text(again) == text);
  }
  return 0;
}
