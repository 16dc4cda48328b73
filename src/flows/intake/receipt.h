// The receipt of a deposit (docs/formats/receipt.md): what was deposited, and the proof that the
// log says so. Made by the server; checked by anyone, offline, with the log's public key alone.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/result.h"
#include "flows/entry_proof.h"

namespace liuhen::flows {

inline constexpr std::string_view kReceiptFormat = "liuhen-receipt/1";

// From the proof of a record.deposited or record.deposited_again entry; the error when it is
// neither.
base::Result<boost::json::object, std::string> make_receipt(const EntryProof& proof);

// One step of checking, in the order a person would follow.
struct ReceiptStep {
  std::string name;  // stable: form, entry, inclusion, signature, sm2, file
  bool ok = false;
  std::string sentence;
};

struct ReceiptCheck {
  std::vector<ReceiptStep> steps;
  bool ok() const;
};

// `vkey` is the key that the checker trusts: never taken from the receipt. `sm2_public_pem` may be
// absent; then that step is left out. `original` is digested when given.
ReceiptCheck check_receipt(std::string_view receipt_json, std::string_view vkey,
                           const std::optional<std::string>& sm2_public_pem,
                           const std::optional<base::fs::path>& original);

}  // namespace liuhen::flows
