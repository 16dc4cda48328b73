#include "cli/credentials.h"

#include <gtest/gtest.h>

#include "base/disk.h"

namespace liuhen::cli {
namespace {

// Of the C2SP signed-note specification.
constexpr const char* kVkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

std::string refusal_of(const std::string& key) {
  try {
    read_vkey(key);
  } catch (const UnusableKey& unusable) {
    return unusable.what();
  }
  return "it was taken";
}

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

TEST(Key, ItselfOrInAFile) {
  const base::ScratchFolder folder;
  base::write_file_durably(folder / "log.vkey", std::string(kVkey) + "\r\n");
  EXPECT_EQ(read_vkey((folder / "log.vkey").string()), kVkey);
  EXPECT_EQ(read_vkey(kVkey), kVkey);
}

TEST(Key, WhatIsNoneIsSaidWithoutItsContent) {
  const base::ScratchFolder folder;
  const std::string path = (folder / "diary.txt").string();
  base::write_file_durably(path, std::string_view("dear diary, 秘密\n"));
  const std::string told = refusal_of(path);
  EXPECT_TRUE(holds(told, "--key")) << told;
  EXPECT_TRUE(holds(told, "diary.txt")) << told;
  EXPECT_TRUE(holds(told, "one line")) << told;
  EXPECT_FALSE(holds(told, "dear")) << told;
  EXPECT_FALSE(holds(told, "秘密")) << told;
}

TEST(Key, ASecretOneIsCalledThatAndNotShown) {
  const base::ScratchFolder folder;
  const std::string secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr";
  base::write_file_durably(folder / "checkpoint.ed25519", secret);
  for (const std::string& key : {secret, (folder / "checkpoint.ed25519").string()}) {
    const std::string told = refusal_of(key);
    EXPECT_TRUE(holds(told, "PRIVATE key")) << told;
    EXPECT_FALSE(holds(told, "AYEKFALV")) << told;
  }
}

TEST(Key, AbsentEmptyDamagedAndLargeFiles) {
  const base::ScratchFolder folder;
  EXPECT_TRUE(holds(refusal_of((folder / "absent").string()), "cannot be read"));
  EXPECT_TRUE(holds(refusal_of(folder.path().string()), "cannot be read"));
  base::write_file_durably(folder / "empty", std::string_view("\n"));
  EXPECT_TRUE(holds(refusal_of((folder / "empty").string()), "empty"));
  base::write_file_durably(folder / "large", std::string(100'000, '+'));
  EXPECT_TRUE(holds(refusal_of((folder / "large").string()), "cannot be read"));
  std::string damaged = kVkey;
  damaged[damaged.size() - 3] = 'A';
  EXPECT_TRUE(holds(refusal_of(damaged), "damaged"));
  EXPECT_TRUE(holds(refusal_of(std::string(5'000, '+')), "no public key"));
}

TEST(Key, OneOfTheOtherKind) {
  const base::ScratchFolder folder;
  base::write_file_durably(folder / "log.vkey", std::string_view(kVkey));
  EXPECT_THROW(read_sm2_key((folder / "log.vkey").string()), UnusableKey);
  base::write_file_durably(folder / "sm2.pem",
                           std::string_view("-----BEGIN PUBLIC KEY-----\nMFk=\n"));
  EXPECT_TRUE(holds(refusal_of((folder / "sm2.pem").string()), "--sm2-key"));
}

}  // namespace
}  // namespace liuhen::cli
