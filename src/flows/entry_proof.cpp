#include "flows/entry_proof.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json.h"

namespace liuhen::flows {
namespace json = boost::json;

base::Result<EntryProof, std::string> make_entry_proof(const ledger::LogReader& log,
                                                       const LogKeys& keys, std::uint64_t index) {
  const auto latest = log.latest();
  if (!latest || latest->checkpoint.size <= index) {
    return std::string("this entry is not under a published checkpoint yet; ask again in a second");
  }
  auto hashes = log.inclusion_proof(index, latest->checkpoint.size);
  if (!hashes) return hashes.error();
  const auto entry = log.read_entry(index);
  if (!entry) return std::string("the log has no entry at this index");
  return EntryProof{index,
                    std::string(base::as_text(*entry)),
                    latest->checkpoint.size,
                    {hashes->begin(), hashes->end()},
                    latest->signed_checkpoint.note,
                    latest->signed_checkpoint.sm2_signature_base64,
                    keys};
}

json::object json_of(const EntryProof& proof) {
  json::array hashes;
  for (const auto& hash : proof.hashes) hashes.emplace_back(base::base64_of(hash));
  return {{"index", proof.index},           {"entry", proof.entry},
          {"tree_size", proof.tree_size},   {"hashes", std::move(hashes)},
          {"checkpoint", proof.checkpoint}, {"checkpoint_sm2", proof.checkpoint_sm2},
          {"vkey", proof.keys.vkey},        {"sm2_public_key", proof.keys.sm2_public_pem}};
}

base::Result<EntryProof, std::string> entry_proof_of(const json::object& object) {
  const auto index = base::find_integer(object, "index");
  const auto size = base::find_integer(object, "tree_size");
  const auto entry = base::find_text(object, "entry");
  const auto note = base::find_text(object, "checkpoint");
  const json::array* hashes = base::find_array(object, "hashes");
  if (!index || *index < 0 || !size || *size < 0 || !entry || !note || hashes == nullptr) {
    return std::string("the proof lacks index, tree_size, entry, checkpoint or hashes");
  }
  EntryProof proof;
  proof.index = static_cast<std::uint64_t>(*index);
  proof.tree_size = static_cast<std::uint64_t>(*size);
  proof.entry = *entry;
  proof.checkpoint = *note;
  proof.checkpoint_sm2 = base::find_text(object, "checkpoint_sm2").value_or("");
  proof.keys.vkey = base::find_text(object, "vkey").value_or("");
  proof.keys.sm2_public_pem = base::find_text(object, "sm2_public_key").value_or("");
  if (hashes->size() > 64) return std::string("the proof has more than 64 hashes");
  for (const json::value& text : *hashes) {
    const auto bytes = text.is_string() ? base::bytes_of_base64(text.get_string()) : std::nullopt;
    if (!bytes || bytes->size() != 32)
      return std::string("a hash of the proof is not base64 of 32 bytes");
    base::Digest256 hash{};
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    proof.hashes.push_back(hash);
  }
  return proof;
}

}  // namespace liuhen::flows
