// The keys that sign checkpoints, and their files in one folder (mode 0700):
//   checkpoint.ed25519      PRIVATE+KEY+… (ledger/note.h), mode 0600
//   checkpoint.sm2.pem      PKCS#8 PEM, mode 0600
//   checkpoint.vkey         public, for everyone who checks
//   checkpoint.sm2.pub.pem  public
// Faults name the file and say what to do; they never hold key bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/disk.h"
#include "ledger/note.h"
#include "ledger/signature.h"

namespace liuhen::ledger {

class CheckpointKeys {
 public:
  // The name is the key's name and the origin of the log: normally the log's address without its
  // scheme. CHECKs is_key_name.
  static CheckpointKeys generate(std::string name);
  // Throws Fault when a file is missing, malformed, or readable by others than its owner, and when
  // a public file does not belong to the private one, or the SM2 key does not sign.
  static CheckpointKeys load(const base::fs::path& folder);
  static bool exist_in(const base::fs::path& folder);

  // Durable. Throws Fault when any of the four files exists: a key is never overwritten.
  void store(const base::fs::path& folder) const;

  const std::string& name() const { return signer_.name; }
  NoteVerifier verifier() const { return signer_.verifier(); }
  std::string vkey() const { return format_vkey(verifier()); }
  std::string sm2_public_pem() const { return sm2_.public_pem(); }

  std::string sign_note(std::string_view text) const;
  std::string sign_sm2_base64(std::string_view text) const;

 private:
  CheckpointKeys(NoteSigner signer, Sm2PrivateKey sm2)
      : signer_(std::move(signer)), sm2_(std::move(sm2)) {}

  NoteSigner signer_;
  Sm2PrivateKey sm2_;
};

}  // namespace liuhen::ledger
