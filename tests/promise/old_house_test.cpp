// The promise: old houses open. Every house in fixtures/ opens with this program, verifies, goes on
// taking deposits, and the receipts that it once gave still verify under its key and its log.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/child.h"
#include "base/json.h"
#include "flows/admin/rebuild_house.h"
#include "flows/admin/verify_house.h"
#include "flows/intake/receipt.h"
#include "ledger/log_reader.h"
#include "ledger/receipt_proof.h"
#include "promise/sample_work.h"

namespace liuhen::promise {
namespace {

namespace json = boost::json;
using base::fs::path;

std::vector<path> fixtures() {
  std::vector<path> out;
  const path folder = path(LIUHEN_SOURCE_DIR) / "tests" / "promise" / "fixtures";
  for (const auto& entry : base::fs::directory_iterator(folder)) {
    if (entry.path().string().ends_with(".tar.gz")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class OldHouse : public ::testing::TestWithParam<path> {
 protected:
  void SetUp() override {
    base::ChildProgram tar;
    tar.program = "/usr/bin/env";
    tar.arguments = {"tar", "--no-same-owner",      "-xpzf", GetParam().string(),
                     "-C",  folder_.path().string()};
    tar.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    const auto unpacked = base::run_child(tar, {});
    ASSERT_TRUE(unpacked.ok()) << unpacked.stderr_tail;
    for (const auto& entry : base::fs::directory_iterator(folder_ / "receipts")) {
      receipts_.push_back(base::read_text(entry.path()));
    }
    vkey_ = base::read_text(folder_ / "log.vkey");
    sm2_ = base::read_text(folder_ / "log.sm2.pem");
  }

  void expect_sound() {
    flows::VerifyHouseOptions options;
    options.data = data_;
    options.vkey = vkey_;
    options.sm2_public_pem = sm2_;
    const auto report = flows::verify_house(options);
    for (const auto& problem : report.problems) {
      ADD_FAILURE() << problem.code << ' ' << problem.place << ' ' << problem.sentence;
    }
    EXPECT_GT(report.entries, 30U);
    EXPECT_GT(report.objects, 2U);
  }

  void expect_receipt_good(const std::string& receipt) {
    const auto parsed = base::parse_json(receipt);
    ASSERT_TRUE(parsed);
    const json::object& object = parsed->get_object();
    const auto stored = vault::Vault::open(data_ / "vault" / "ocfl")
                            .find(std::string(*base::find_text(object, "record_id")));
    ASSERT_TRUE(stored);
    const auto check = flows::check_receipt(receipt, vkey_, sm2_, stored->content_file);
    for (const auto& step : check.steps) EXPECT_TRUE(step.ok) << step.sentence;
    expect_in_newest_tree(*base::find_object(object, "proof"));
  }

  void expect_in_newest_tree(const json::object& proof) {
    const auto note = base::find_text(proof, "checkpoint");
    const auto old = ledger::verify_checkpoint(*note, vkey_);
    const ledger::LogReader log(data_ / "log");
    const auto newest = log.latest()->checkpoint;
    ASSERT_TRUE(old);
    const auto hashes = log.consistency_proof(old->size, newest.size);
    ASSERT_TRUE(hashes);
    EXPECT_TRUE(
        ledger::verify_consistency(old->size, newest.size, old->root, newest.root, *hashes));
  }

  base::SystemClock clock_;
  base::ScratchFolder folder_{"old"};
  path data_ = folder_ / "house";
  std::vector<std::string> receipts_;
  std::string vkey_, sm2_;
};

TEST_P(OldHouse, OpensVerifiesAndGoesOn) {
  flows::rebuild_house(data_, clock_, [](std::uint64_t, std::uint64_t) {});
  expect_sound();
  ASSERT_GE(receipts_.size(), 3U);
  for (const auto& receipt : receipts_) expect_receipt_good(receipt);
  {
    const auto house = open_sample_house(data_, clock_);
    EXPECT_EQ(do_little_work(*house).receipts.size(), 3U);
  }
  expect_sound();
  for (const auto& receipt : receipts_) expect_receipt_good(receipt);
}

// Without a rebuild: the tables of the old program are migrated or still good.
TEST_P(OldHouse, OpensAsItIs) {
  const auto house = open_sample_house(data_, clock_);
  EXPECT_EQ(house->log_keys().vkey, vkey_);
  EXPECT_EQ(do_little_work(*house).receipts.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, OldHouse, ::testing::ValuesIn(fixtures()), [](const auto& test) {
  std::string name = test.param.filename().string();
  name = name.substr(0, name.find('.'));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace liuhen::promise
