#include "flows/intake/receipt.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/io_buffer.h"
#include "base/json.h"
#include "ledger/receipt_proof.h"
#include "model/entry/records.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

constexpr std::size_t kReceiptBytesMax = std::size_t{4} << 20;

// What both kinds of deposit entry say about the bytes.
struct DepositClaim {
  std::string record_id, file_name, deposited_at;
  std::uint64_t size_bytes = 0;
  base::Digest256 sha256{}, sm3{};
  bool again = false;
};

template <class Body>
DepositClaim claim_of(const Body& body, const model::Entry& entry, bool again) {
  return {body.record_id.text,
          body.file_name,
          base::rfc3339_of(entry.time),
          body.size_bytes,
          body.sha256,
          body.sm3,
          again};
}

base::Result<DepositClaim, std::string> claim_in(std::string_view entry_bytes) {
  const auto entry = model::entry_of(entry_bytes);
  if (!entry) return entry.error();
  if (const auto body = model::body_of<model::RecordDeposited>(*entry)) {
    return claim_of(*body, *entry, false);
  }
  const auto again = model::body_of<model::RecordDepositedAgain>(*entry);
  if (!again) return std::string("the entry is not a deposit: ") + again.error();
  return claim_of(*again, *entry, true);
}

json::object json_of(const DepositClaim& claim) {
  return {{"format", kReceiptFormat},
          {"record_id", claim.record_id},
          {"file_name", claim.file_name},
          {"size_bytes", claim.size_bytes},
          {"sha256", base::hex_of(claim.sha256)},
          {"sm3", base::hex_of(claim.sm3)},
          {"deposited_at", claim.deposited_at},
          {"again", claim.again},
          {"safe_to_wipe", true}};
}

// Every member of the receipt must be what the proven entry says: the receipt itself is not signed.
ReceiptStep check_entry(const json::object& receipt, const DepositClaim& claim) {
  for (const auto& member : json_of(claim)) {
    const json::value* stated = receipt.if_contains(member.key());
    if (stated == nullptr || *stated != member.value()) {
      return {"entry", false,
              "the receipt's member \"" + std::string(member.key()) +
                  "\" differs from what the log entry says"};
    }
  }
  return {"entry", true, "every member of the receipt is what the log entry says"};
}

ReceiptStep check_file(const base::fs::path& path, const DepositClaim& claim) {
  const base::File file = base::File::open_read(path);
  base::Hasher sha256(base::DigestAlgorithm::sha256);
  const std::uint64_t size =
      base::read_through(file, [&](base::ByteView piece) { sha256.update(piece); });
  if (size != claim.size_bytes || sha256.finish256() != claim.sha256) {
    return {"file", false, "the file is not the one that was deposited: its bytes differ"};
  }
  return {"file", true, "the file is byte for byte the one that was deposited"};
}

ReceiptStep step_of(std::string name, const std::string& good, const std::string* bad) {
  return {std::move(name), bad == nullptr, bad == nullptr ? good : *bad};
}

}  // namespace

bool ReceiptCheck::ok() const {
  return !steps.empty() &&
         std::all_of(steps.begin(), steps.end(), [](const ReceiptStep& step) { return step.ok; });
}

base::Result<json::object, std::string> make_receipt(const EntryProof& proof) {
  const auto claim = claim_in(proof.entry);
  if (!claim) return claim.error();
  json::object receipt = json_of(*claim);
  receipt["proof"] = flows::json_of(proof);
  return receipt;
}

ReceiptCheck check_receipt(std::string_view receipt_json, std::string_view vkey,
                           const std::optional<std::string>& sm2_public_pem,
                           const std::optional<base::fs::path>& original) {
  const auto parsed = base::parse_json(receipt_json, {.size_bytes_max = kReceiptBytesMax});
  if (!parsed) return {{{"form", false, parsed.error()}}};
  const json::object* receipt = parsed->if_object();
  const json::object* held = receipt == nullptr ? nullptr : base::find_object(*receipt, "proof");
  if (held == nullptr) return {{{"form", false, "this is not a receipt: it holds no proof"}}};
  const auto proof = entry_proof_of(*held);
  if (!proof) return {{{"form", false, proof.error()}}};
  const auto claim = claim_in(proof->entry);
  if (!claim) return {{{"form", false, claim.error()}}};

  ReceiptCheck check{{{"form", true, "the receipt is complete"}}};
  check.steps.push_back(check_entry(*receipt, *claim));
  const auto checkpoint = ledger::verify_entry_in_checkpoint(
      base::as_bytes(proof->entry), proof->index, proof->hashes, proof->checkpoint, vkey);
  check.steps.push_back(step_of("inclusion",
                                "the entry stands at index " + std::to_string(proof->index) +
                                    " of the log, under a checkpoint signed by the given key",
                                checkpoint ? nullptr : &checkpoint.error()));
  if (checkpoint && checkpoint->size != proof->tree_size) {
    check.steps.push_back({"form", false, "the tree size stated differs from the checkpoint's"});
  }
  if (sm2_public_pem) {
    const auto sm2 =
        ledger::verify_sm2_of_note(proof->checkpoint, proof->checkpoint_sm2, *sm2_public_pem);
    check.steps.push_back(
        step_of("sm2", "the checkpoint's SM2 signature is good", sm2 ? nullptr : &sm2.error()));
  }
  if (original) check.steps.push_back(check_file(*original, *claim));
  return check;
}

}  // namespace liuhen::flows
