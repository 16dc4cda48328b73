// Signed notes (C2SP signed-note v1.0.0) with Ed25519 keys: text, an empty line, signature lines
//   — <key name> base64(key id ‖ signature)
// Key texts, as Go's sumdb/note writes them:
//   vkey          <name>+<key id, 8 hex>+base64(0x01 ‖ public key)
//   private key   PRIVATE+KEY+<name>+<key id, 8 hex>+base64(0x01 ‖ seed)
// Errors are sentences for people. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "ledger/signature.h"

namespace liuhen::ledger {

inline constexpr std::size_t kNoteSizeMax = 1'000'000;
inline constexpr std::size_t kNoteSignaturesMax = 100;

// Not empty, UTF-8, no Unicode space, no '+', no control character.
[[nodiscard]] bool is_key_name(std::string_view name);

struct NoteVerifier {
  std::string name;
  std::uint32_t key_id = 0;
  Ed25519PublicKey key{};
};

struct NoteSigner {
  std::string name;
  std::uint32_t key_id = 0;
  Ed25519Seed seed{};

  static NoteSigner of_seed(std::string name, const Ed25519Seed& seed);  // CHECKs the name
  NoteVerifier verifier() const;
};

// First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), big-endian.
std::uint32_t key_id_of(std::string_view name, const Ed25519PublicKey& key);

std::string format_vkey(const NoteVerifier& verifier);
base::Result<NoteVerifier, std::string> parse_vkey(std::string_view text);
std::string format_private_key(const NoteSigner& signer);
base::Result<NoteSigner, std::string> parse_private_key(std::string_view text);

struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  base::Bytes signature;  // without the key id
};

struct SignedNote {
  std::string text;  // the signed bytes, final newline included
  std::vector<NoteSignature> signatures;
};

// The form only; nothing is verified.
base::Result<SignedNote, std::string> parse_note(std::string_view note);
std::string format_note(const SignedNote& note);  // CHECKs that parse_note would take it
std::string sign_note(std::string_view text, const NoteSigner& signer);

// Parses and verifies. Signatures of unknown keys are ignored; one bad signature of a known key, or
// no good one at all, refuses the note. The answer holds the verified signatures only.
base::Result<SignedNote, std::string> open_note(std::string_view note,
                                                std::span<const NoteVerifier> known);

}  // namespace liuhen::ledger
