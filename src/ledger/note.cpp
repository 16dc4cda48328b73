#include "ledger/note.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/check.h"
#include "base/digest.h"

namespace liuhen::ledger {
namespace {

constexpr std::uint8_t kEd25519Type = 0x01;
constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014, space
constexpr std::string_view kPrivatePrefix = "PRIVATE+KEY+";

// The characters with the Unicode property White_Space, as UTF-8; those below 0x20 are refused
// with the other control characters.
constexpr std::array<std::string_view, 20> kSpaces = {" ",
                                                      "\xC2\x85",
                                                      "\xC2\xA0",
                                                      "\xE1\x9A\x80",
                                                      "\xE2\x80\x80",
                                                      "\xE2\x80\x81",
                                                      "\xE2\x80\x82",
                                                      "\xE2\x80\x83",
                                                      "\xE2\x80\x84",
                                                      "\xE2\x80\x85",
                                                      "\xE2\x80\x86",
                                                      "\xE2\x80\x87",
                                                      "\xE2\x80\x88",
                                                      "\xE2\x80\x89",
                                                      "\xE2\x80\x8A",
                                                      "\xE2\x80\xA8",
                                                      "\xE2\x80\xA9",
                                                      "\xE2\x80\xAF",
                                                      "\xE2\x81\x9F",
                                                      "\xE3\x80\x80"};

bool has_control_character(std::string_view text, std::string_view allowed) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    return static_cast<std::uint8_t>(c) < 0x20 && allowed.find(c) == std::string_view::npos;
  });
}

std::string hex_of_id(std::uint32_t id) {
  const std::array<std::uint8_t, 4> bytes = {
      static_cast<std::uint8_t>(id >> 24U), static_cast<std::uint8_t>(id >> 16U),
      static_cast<std::uint8_t>(id >> 8U), static_cast<std::uint8_t>(id)};
  return base::hex_of(base::ByteView(bytes));
}

std::uint32_t id_of_bytes(base::ByteView bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) |
         (std::uint32_t{bytes[2]} << 8U) | bytes[3];
}

struct KeyParts {
  std::string_view name;
  std::string_view id_hex;
  std::array<std::uint8_t, 32> key{};
};

// <name>+<hex>+<base64 of 0x01 and 32 bytes>. The base64 may itself hold '+'.
std::optional<KeyParts> split_key(std::string_view text) {
  KeyParts parts;
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  parts.name = text.substr(0, first);
  parts.id_hex = text.substr(first + 1, second - first - 1);
  const std::optional<base::Bytes> bytes = base::bytes_of_base64(text.substr(second + 1));
  if (!is_key_name(parts.name) || !bytes || bytes->size() != 33) return std::nullopt;
  if ((*bytes)[0] != kEd25519Type) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), parts.key.begin());
  return parts;
}

std::string format_key(std::string_view name, std::uint32_t id, base::ByteView key) {
  base::Bytes bytes = {kEd25519Type};
  bytes.insert(bytes.end(), key.begin(), key.end());
  return std::string(name) + "+" + hex_of_id(id) + "+" + base::base64_of(bytes);
}

std::optional<NoteSignature> parse_signature_line(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::optional<base::Bytes> bytes = base::bytes_of_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5 || !is_key_name(line.substr(0, space))) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, space)), id_of_bytes(*bytes),
                       base::Bytes(bytes->begin() + 4, bytes->end())};
}

std::string format_signature_line(const NoteSignature& signature) {
  const std::optional<base::Bytes> id = base::bytes_of_hex(hex_of_id(signature.key_id));
  base::Bytes bytes = *id;
  bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
  return std::string(kDash) + signature.name + " " + base::base64_of(bytes) + "\n";
}

// Two keys of one name and id cannot be told apart: then nothing is proven.
base::Result<bool, std::string> verify_one(const SignedNote& note, const NoteSignature& signature,
                                           std::span<const NoteVerifier> known) {
  const auto matches = [&](const NoteVerifier& verifier) {
    return verifier.name == signature.name && verifier.key_id == signature.key_id;
  };
  const auto found = std::find_if(known.begin(), known.end(), matches);
  if (found == known.end()) return false;
  const std::string key = signature.name + "+" + hex_of_id(signature.key_id);
  if (std::find_if(found + 1, known.end(), matches) != known.end()) {
    return "two known keys are both called " + key + "; give only one of them";
  }
  if (!ed25519_verify(found->key, note.text, signature.signature)) {
    return "the signature of " + key + " does not fit the text: the note was changed";
  }
  return true;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || !base::is_utf8(name) || has_control_character(name, "")) return false;
  const auto inside = [&](std::string_view part) {
    return name.find(part) != std::string_view::npos;
  };
  return !inside("+") && std::none_of(kSpaces.begin(), kSpaces.end(), inside);
}

std::uint32_t key_id_of(std::string_view name, const Ed25519PublicKey& key) {
  base::Hasher hasher(base::DigestAlgorithm::sha256);
  hasher.update(name);
  hasher.update(std::string_view("\n\x01"));
  hasher.update(base::ByteView(key));
  return id_of_bytes(base::ByteView(hasher.finish256()));
}

NoteSigner NoteSigner::of_seed(std::string name, const Ed25519Seed& seed) {
  CHECK(is_key_name(name));
  const std::uint32_t id = key_id_of(name, ed25519_public_key_of(seed));
  return {std::move(name), id, seed};
}

NoteVerifier NoteSigner::verifier() const { return {name, key_id, ed25519_public_key_of(seed)}; }

std::string format_vkey(const NoteVerifier& verifier) {
  return format_key(verifier.name, verifier.key_id, base::ByteView(verifier.key));
}

base::Result<NoteVerifier, std::string> parse_vkey(std::string_view text) {
  const std::optional<KeyParts> parts = split_key(text);
  if (!parts) {
    return std::string("this is not an Ed25519 verifier key; it must read name+8 hex+base64");
  }
  const std::uint32_t id = key_id_of(parts->name, parts->key);
  if (hex_of_id(id) != parts->id_hex) {
    return std::string("the verifier key is damaged: its id does not fit its name and bytes");
  }
  return NoteVerifier{std::string(parts->name), id, parts->key};
}

std::string format_private_key(const NoteSigner& signer) {
  return std::string(kPrivatePrefix) +
         format_key(signer.name, signer.key_id, base::ByteView(signer.seed));
}

base::Result<NoteSigner, std::string> parse_private_key(std::string_view text) {
  if (!text.starts_with(kPrivatePrefix)) {
    return std::string("this is not a note signing key; it must begin with PRIVATE+KEY+");
  }
  const std::optional<KeyParts> parts = split_key(text.substr(kPrivatePrefix.size()));
  if (!parts) return std::string("this is not an Ed25519 signing key of the form name+hex+base64");
  NoteSigner signer = NoteSigner::of_seed(std::string(parts->name), parts->key);
  if (hex_of_id(signer.key_id) != parts->id_hex) {
    return std::string("the signing key is damaged: its id does not fit its name and bytes");
  }
  return signer;
}

base::Result<SignedNote, std::string> parse_note(std::string_view note) {
  if (note.size() > kNoteSizeMax) return std::string("the signed note is larger than 1 MB");
  if (!base::is_utf8(note) || has_control_character(note, "\n")) {
    return std::string("the signed note holds bytes that are not plain UTF-8 text");
  }
  const std::size_t gap = note.rfind("\n\n");
  if (gap == std::string_view::npos || !note.ends_with('\n')) {
    return std::string("the signed note has no signature part after an empty line");
  }
  SignedNote out{std::string(note.substr(0, gap + 1)), {}};
  std::string_view rest = note.substr(gap + 2);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::optional<NoteSignature> signature = parse_signature_line(rest.substr(0, end));
    if (!signature) return std::string("a signature line of the note is malformed");
    if (out.signatures.size() == kNoteSignaturesMax) {
      return std::string("the signed note has more than 100 signatures");
    }
    out.signatures.push_back(std::move(*signature));
    rest.remove_prefix(end + 1);
  }
  if (out.signatures.empty()) return std::string("the signed note has no signature");
  return out;
}

std::string format_note(const SignedNote& note) {
  std::string out = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) out += format_signature_line(signature);
  CHECK(parse_note(out).ok());
  return out;
}

std::string sign_note(std::string_view text, const NoteSigner& signer) {
  CHECK(text.ends_with('\n'));
  return format_note(
      {std::string(text), {{signer.name, signer.key_id, ed25519_sign(signer.seed, text)}}});
}

base::Result<SignedNote, std::string> open_note(std::string_view note,
                                                std::span<const NoteVerifier> known) {
  base::Result<SignedNote, std::string> parsed = parse_note(note);
  if (!parsed) return parsed;
  SignedNote verified{parsed->text, {}};
  for (NoteSignature& signature : parsed->signatures) {
    const base::Result<bool, std::string> good = verify_one(*parsed, signature, known);
    if (!good) return good.error();
    if (*good) verified.signatures.push_back(std::move(signature));
  }
  if (verified.signatures.empty()) {
    return std::string("the note bears no signature of a known key; is this the right key?");
  }
  return verified;
}

}  // namespace liuhen::ledger
