#include "ledger/keys.h"

#include <algorithm>

#include "base/check.h"
#include "base/fault.h"
#include "base/random.h"

namespace liuhen::ledger {
namespace {

using base::Fault;
namespace fs = base::fs;

constexpr std::uint64_t kKeyFileSizeMax = 16 * 1024;
constexpr const char* kEd25519File = "checkpoint.ed25519";
constexpr const char* kSm2File = "checkpoint.sm2.pem";
constexpr const char* kVkeyFile = "checkpoint.vkey";
constexpr const char* kSm2PublicFile = "checkpoint.sm2.pub.pem";
constexpr const char* kAllFiles[] = {kEd25519File, kSm2File, kVkeyFile, kSm2PublicFile};

std::string read_key_file(const fs::path& path) {
  const std::optional<base::Bytes> bytes = base::find_file(path, kKeyFileSizeMax);
  if (!bytes) {
    throw Fault("the key file " + path.string() +
                " is missing; restore it from the backup of the keys folder");
  }
  return std::string(base::as_text(*bytes));
}

std::string read_private_file(const fs::path& path) {
  std::string text = read_key_file(path);
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(path).permissions() & others) != fs::perms::none) {
    throw Fault("the private key " + path.string() +
                " can be read by others than its owner; run: chmod 600 " + path.string());
  }
  return text;
}

std::string without_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

// A damaged key file can hold a whole public key beside another private one: OpenSSL takes both as
// they stand, and every signature made with them would be bad.
void check_that_it_signs(const Sm2PrivateKey& key, const fs::path& path) {
  static constexpr std::string_view kText = "liuhen: does this key sign?";
  if (sm2_verify(key.public_pem(), kText, key.sign(kText))) return;
  throw Fault("the private key " + path.string() +
              " is damaged: its signatures do not verify; restore it from the backup of the keys "
              "folder");
}

[[noreturn]] void throw_mismatch(const fs::path& path) {
  throw Fault("the public key " + path.string() +
              " does not belong to the private key beside it; restore both from one backup");
}

}  // namespace

CheckpointKeys CheckpointKeys::generate(std::string name) {
  const base::Bytes random = base::random_bytes(32);
  Ed25519Seed seed{};
  std::copy(random.begin(), random.end(), seed.begin());
  return {NoteSigner::of_seed(std::move(name), seed), Sm2PrivateKey::generate()};
}

CheckpointKeys CheckpointKeys::load(const fs::path& folder) {
  const base::Result<NoteSigner, std::string> signer =
      parse_private_key(without_newline(read_private_file(folder / kEd25519File)));
  if (!signer) throw Fault((folder / kEd25519File).string() + ": " + signer.error());
  std::optional<Sm2PrivateKey> sm2 = Sm2PrivateKey::parse_pem(read_private_file(folder / kSm2File));
  if (!sm2) {
    throw Fault((folder / kSm2File).string() +
                " is not an SM2 private key in PEM form without a passphrase");
  }
  check_that_it_signs(*sm2, folder / kSm2File);
  CheckpointKeys keys(*signer, std::move(*sm2));
  if (without_newline(read_key_file(folder / kVkeyFile)) != keys.vkey()) {
    throw_mismatch(folder / kVkeyFile);
  }
  if (read_key_file(folder / kSm2PublicFile) != keys.sm2_public_pem()) {
    throw_mismatch(folder / kSm2PublicFile);
  }
  return keys;
}

bool CheckpointKeys::exist_in(const fs::path& folder) {
  return std::any_of(std::begin(kAllFiles), std::end(kAllFiles),
                     [&](const char* name) { return fs::exists(folder / name); });
}

void CheckpointKeys::store(const fs::path& folder) const {
  base::make_directories_durably(folder);
  fs::permissions(folder, fs::perms::owner_all);
  if (exist_in(folder)) {
    throw Fault("the folder " + folder.string() +
                " already holds checkpoint keys; keys are never overwritten");
  }
  base::write_file_durably(folder / kSm2PublicFile, sm2_public_pem(), 0644);
  base::write_file_durably(folder / kVkeyFile, vkey() + "\n", 0644);
  base::write_file_durably(folder / kSm2File, sm2_.pem(), 0600);
  base::write_file_durably(folder / kEd25519File, format_private_key(signer_) + "\n", 0600);
}

std::string CheckpointKeys::sign_note(std::string_view text) const {
  return ledger::sign_note(text, signer_);
}

std::string CheckpointKeys::sign_sm2_base64(std::string_view text) const {
  return base::base64_of(sm2_.sign(text));
}

}  // namespace liuhen::ledger
