#include "flows/intake/trusted_key.h"

#include "ledger/note.h"
#include "ledger/signature.h"

namespace liuhen::flows {
namespace {

constexpr const char* kVkeyForm =
    "a public key is one line, the name of the log, '+', 8 hex digits, '+' and base64, as in "
    "keys/checkpoint.vkey of a house";
constexpr const char* kSm2Form =
    "a public SM2 key is a text that begins with '-----BEGIN PUBLIC KEY-----', as in "
    "keys/checkpoint.sm2.pub.pem of a house";

bool holds(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

std::string secret_instead(const char* form) {
  return std::string("it holds a PRIVATE key, which should be nowhere but in the house; ") + form;
}

}  // namespace

std::optional<std::string> flaw_of_vkey(std::string_view text) {
  if (ledger::parse_vkey(text)) return std::nullopt;
  if (text.empty()) return std::string("it is empty; ") + kVkeyForm;
  if (holds(text, "PRIVATE+KEY+") || holds(text, "PRIVATE KEY-----")) {
    return secret_instead(kVkeyForm);
  }
  if (holds(text, "-----BEGIN PUBLIC KEY-----")) {
    return std::string("it holds an SM2 key, which goes with --sm2-key; ") + kVkeyForm;
  }
  if (holds(text, "\"vkey\"")) {
    return std::string("it is the JSON of /log/key; give its member \"vkey\" alone; ") + kVkeyForm;
  }
  return std::string("it is no public key, or a damaged one; ") + kVkeyForm;
}

std::optional<std::string> flaw_of_sm2_public_pem(std::string_view text) {
  if (ledger::is_sm2_public_pem(text)) return std::nullopt;
  if (text.empty()) return std::string("it is empty; ") + kSm2Form;
  if (holds(text, "PRIVATE KEY-----")) return secret_instead(kSm2Form);
  if (ledger::parse_vkey(text)) {
    return std::string("it is an Ed25519 key, which goes with --key; ") + kSm2Form;
  }
  return std::string("it is no public SM2 key, or a damaged one; ") + kSm2Form;
}

}  // namespace liuhen::flows
