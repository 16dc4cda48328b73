#include "ledger/keys.h"

#include <gtest/gtest.h>

#include "base/fault.h"
#include "ledger/merkle.h"
#include "ledger/receipt_proof.h"

namespace liuhen::ledger {
namespace {

namespace fs = base::fs;

fs::perms mode_of(const fs::path& path) { return fs::status(path).permissions(); }

TEST(Sm2, StandardExampleVerifies) {
  // GM/T 0003.5-2012 annex A.2: "message digest", user id 1234567812345678, recommended curve.
  const base::Bytes point = *base::bytes_of_hex(
      "3059301306072a8648ce3d020106082a811ccf5501822d03420004"
      "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
      "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
  const std::string pem =
      "-----BEGIN PUBLIC KEY-----\n" + base::base64_of(point) + "\n-----END PUBLIC KEY-----\n";
  base::Bytes signature = *base::bytes_of_hex(
      "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
      "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
  EXPECT_TRUE(is_sm2_public_pem(pem));
  EXPECT_TRUE(sm2_verify(pem, "message digest", signature));
  EXPECT_FALSE(sm2_verify(pem, "message digesT", signature));
  signature.push_back(0);
  EXPECT_FALSE(sm2_verify(pem, "message digest", signature));
}

TEST(Sm2, OtherKeysAndRubbishAreRefused) {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const Sm2PrivateKey other = Sm2PrivateKey::generate();
  const base::Bytes signature = key.sign("text");
  EXPECT_TRUE(sm2_verify(key.public_pem(), "text", signature));
  EXPECT_FALSE(sm2_verify(other.public_pem(), "text", signature));
  EXPECT_FALSE(sm2_verify("rubbish", "text", signature));
  EXPECT_FALSE(Sm2PrivateKey::parse_pem(key.public_pem()));
  EXPECT_FALSE(is_sm2_public_pem(key.pem()));
  EXPECT_EQ(Sm2PrivateKey::parse_pem(key.pem())->public_pem(), key.public_pem());
}

TEST(Keys, StoredKeysLoadAgainAndSign) {
  const base::ScratchFolder scratch("keys");
  const CheckpointKeys made = CheckpointKeys::generate("example.org/liuhen");
  made.store(scratch / "keys");
  EXPECT_EQ(mode_of(scratch / "keys"), fs::perms::owner_all);
  const fs::perms owner = fs::perms::owner_read | fs::perms::owner_write;
  EXPECT_EQ(mode_of(scratch / "keys/checkpoint.ed25519"), owner);
  EXPECT_EQ(mode_of(scratch / "keys/checkpoint.sm2.pem"), owner);

  const CheckpointKeys loaded = CheckpointKeys::load(scratch / "keys");
  EXPECT_EQ(loaded.name(), "example.org/liuhen");
  EXPECT_EQ(loaded.vkey(), made.vkey());
  const std::string note = loaded.sign_note("example.org/liuhen\n0\n" +
                                            base::base64_of(base::ByteView(empty_root())) + "\n");
  EXPECT_TRUE(verify_checkpoint(note, made.vkey()).ok());
  EXPECT_FALSE(verify_checkpoint(note, CheckpointKeys::generate("example.org/liuhen").vkey()));
  const std::string sm2 = loaded.sign_sm2_base64(parse_note(note)->text);
  EXPECT_TRUE(verify_sm2_of_note(note, sm2, made.sm2_public_pem()).ok());
  EXPECT_THROW(made.store(scratch / "keys"), base::Fault);
}

TEST(Keys, WhatIsNotSafeIsRefused) {
  const base::ScratchFolder scratch("keys");
  const fs::path folder = scratch / "keys";
  EXPECT_THROW(CheckpointKeys::load(folder), base::Fault);
  CheckpointKeys::generate("a").store(folder);
  fs::permissions(folder / "checkpoint.ed25519", fs::perms::group_read, fs::perm_options::add);
  EXPECT_THROW(CheckpointKeys::load(folder), base::Fault);
  fs::permissions(folder / "checkpoint.ed25519", fs::perms::group_read, fs::perm_options::remove);
  EXPECT_NO_THROW(CheckpointKeys::load(folder));
  base::write_file_durably(folder / "checkpoint.vkey", CheckpointKeys::generate("a").vkey());
  EXPECT_THROW(CheckpointKeys::load(folder), base::Fault);
}

// The public half inside the file stays whole, so OpenSSL takes it and the public file agrees.
TEST(Keys, ADamagedPrivateSm2KeyIsRefused) {
  const base::ScratchFolder scratch("keys");
  const fs::path folder = scratch / "keys";
  CheckpointKeys::generate("log.example/one").store(folder);
  const fs::path file = folder / "checkpoint.sm2.pem";
  std::string pem = base::read_text(file);
  pem[82] = pem[82] == 'A' ? 'B' : 'A';  // in the middle of the private number
  base::write_file_durably(file, pem, 0600);
  ASSERT_TRUE(Sm2PrivateKey::parse_pem(pem));
  try {
    static_cast<void>(CheckpointKeys::load(folder));
    FAIL() << "a key that does not sign was loaded";
  } catch (const base::Fault& fault) {
    EXPECT_NE(std::string(fault.what()).find("restore it from the backup"), std::string::npos);
  }
}

TEST(Note, KeyNamesAsTheSpecificationWants) {
  EXPECT_TRUE(is_key_name("example.com/log"));
  EXPECT_TRUE(is_key_name("\xE7\x95\x99\xE7\x97\x95"));
  for (const char* bad : {"", "a b", "a+b", "a\xC2\xA0", "\xE3\x80\x80", "a\tb", "\xff"}) {
    EXPECT_FALSE(is_key_name(bad)) << bad;
  }
}

TEST(Note, TextMayHoldEmptyLines) {
  const NoteSigner signer = NoteSigner::of_seed("a", {});
  const NoteVerifier known[] = {signer.verifier()};
  const std::string note = sign_note("one\n\ntwo\n\n", signer);
  EXPECT_EQ(open_note(note, known)->text, "one\n\ntwo\n\n");
}

TEST(Checkpoint, OnlyTheCanonicalTextIsRead) {
  const std::string root = base::base64_of(base::ByteView(empty_root()));
  EXPECT_TRUE(parse_checkpoint("a\n0\n" + root + "\n").ok());
  EXPECT_TRUE(parse_checkpoint("a\n12\n" + root + "\nextension\n").ok());
  for (const std::string& bad :
       {"a\n0\n" + root, "\n0\n" + root + "\n", "a\n00\n" + root + "\n", "a\n-1\n" + root + "\n",
        "a\n+1\n" + root + "\n", "a\n18446744073709551616\n" + root + "\n", "a\n1 \n" + root + "\n",
        "a\n1\n" + root + "A\n", "a\n1\n" + root + "\n\n", std::string("a\n1\nAAAA\n")}) {
    EXPECT_FALSE(parse_checkpoint(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace liuhen::ledger
