#include "catalog/projection.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/compare.h"
#include "catalog/device_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/people_queries.h"
#include "catalog/projectors/probe_facts.h"
#include "catalog/rebuild.h"
#include "catalog/record_queries.h"
#include "catalog/sample_house.h"
#include "catalog/viewing_queries.h"

namespace liuhen::catalog {
namespace {

using namespace model;

std::set<std::string> kinds_in_headers() {
  std::set<std::string> kinds;
  const std::regex pattern(R"re(kKind = "([^"]+)")re");
  const base::fs::path folder = base::fs::path(LIUHEN_SOURCE_DIR) / "src/model/entry";
  for (const auto& file : base::fs::directory_iterator(folder)) {
    if (file.path().extension() != ".h" || file.path().filename() == "body.h") continue;
    const std::string text = base::read_text(file.path());
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at) {
      kinds.insert((*at)[1]);
    }
  }
  return kinds;
}

TEST(Projection, KnowsEveryKind) {
  const auto kinds = kinds_in_headers();
  EXPECT_GE(kinds.size(), 14U);
  std::set<std::string> projected;
  for (const auto kind : projected_kinds()) projected.insert(std::string(kind));
  EXPECT_EQ(projected, kinds);
  std::set<std::string> sampled;
  for (const auto& entry : sample_entries()) sampled.insert(entry.kind);
  EXPECT_EQ(sampled, kinds) << "sample_house_test.cpp lacks an example";
}

TEST(Projection, EveryKindLeavesItsMark) {
  SampleHouse house;
  house.submit_all(sample_entries());
  auto lease = house.catalog.read();
  EXPECT_TRUE(find_house(lease)->demo);
  EXPECT_EQ(find_house(lease)->origin, "log.example.org/jingzhou");
  EXPECT_EQ(list_units(lease).size(), 2U);
  EXPECT_EQ(find_unit(lease, sample_id<UnitId>(11))->parent_id, sample_id<UnitId>(10));
  const auto officer = find_account_by_sign_in_name(lease, "officer1");
  EXPECT_EQ(officer->roles, (std::vector{Role::officer, Role::custodian}));
  EXPECT_EQ(find_device_by_number(lease, "ZF-007")->holder_id, officer->id);
  const auto one_case = find_case(lease, sample_id<CaseId>(40));
  EXPECT_EQ(one_case->stage, "investigation");
  EXPECT_EQ(one_case->act_count, 1);
  EXPECT_EQ(one_case->record_count, 1);
  EXPECT_EQ(one_case->handler_ids, std::vector{officer->id});
  const auto act = find_act(lease, sample_id<ActId>(50));
  EXPECT_EQ(act->started_at, kSampleTime.plus_ms(61'000));
  EXPECT_EQ(act->officer_ids.size(), 2U);
  EXPECT_EQ(act->record_count, 1);
  const auto viewing = find_viewing(lease, sample_id<ViewingId>(70));
  EXPECT_EQ(viewing->account_id, officer->id);
  EXPECT_EQ(viewing->expires_at, kSampleTime.plus_ms(3'600'000));
  EXPECT_EQ(viewing->entry_index, 15U);
}

TEST(Projection, ARecordIsAllThatWasSaidOfIt) {
  SampleHouse house;
  house.submit_all(sample_entries());
  auto lease = house.catalog.read();
  const auto record = find_record(lease, sample_id<RecordId>(60));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->sha256, base::hex_of(base::sha256_of("abc")));
  EXPECT_EQ(record->deposited_by, sample_id<AccountId>(20));
  EXPECT_EQ(record->device_id, sample_id<DeviceId>(30));
  EXPECT_EQ(record->probe_outcome, "answered");
  EXPECT_EQ(record->media_kind, "video");
  EXPECT_EQ(record->duration_ms, 60'000);
  EXPECT_EQ(record->recorded_from, base::time_of_rfc3339("2026-03-05T01:10:00Z"));
  EXPECT_EQ(record->recorded_to, base::time_of_rfc3339("2026-03-05T01:11:00Z"));
  EXPECT_TRUE(record->playable_in_browser);
  EXPECT_NE(record->facts_json.find("mvhd"), std::string::npos);
  const auto deposits = deposits_of(lease, record->id);
  ASSERT_EQ(deposits.size(), 2U);
  EXPECT_EQ(deposits[0].entry_index, record->entry_index);
  EXPECT_EQ(deposits[1].file_name, "副本.mp4");
  ASSERT_EQ(records_with_bytes(lease, record->sha256, 3).size(), 1U);
  EXPECT_EQ(records_with_bytes(lease, record->sha256, 3).front().id, record->id);
  EXPECT_TRUE(records_with_bytes(lease, record->sha256, 4).empty());
  EXPECT_EQ(find_stored_object(lease, record->id)->object_path, "019/0a0/000/" + sample_uuid(60));
  EXPECT_EQ(find_deposit_of_upload(lease, sample_id<UploadId>(81))->record_id, record->id);
  EXPECT_FALSE(find_deposit_of_upload(lease, sample_id<UploadId>(82)));
  EXPECT_EQ(records_of_act(lease, record->act_id).size(), 1U);
  EXPECT_EQ(record_totals(lease).size_bytes, 3U);
}

TEST(Projection, ACutFileIsKnownByItsLastProbeOnly) {
  SampleHouse house;
  house.submit_all(sample_entries());
  const auto is_cut = [&] {
    auto lease = house.catalog.read();
    return find_record(lease, sample_id<RecordId>(60))->is_cut;
  };
  const auto probe = [&](const std::string& facts) {
    house.add(RecordProbed{sample_id<RecordId>(60), "liuhen-probe/2", "answered", "", {facts}});
  };
  EXPECT_FALSE(is_cut());
  probe(R"({"notes":["\"truncated\":true"],"truncated":false})");
  EXPECT_FALSE(is_cut()) << "what a file says of itself is no member";
  probe(R"({"kind":"video","truncated":true,"truncated_reason":"no index"})");
  EXPECT_TRUE(is_cut());
  probe(R"({"kind":"video","truncated":false})");
  EXPECT_FALSE(is_cut());
}

TEST(Projection, OddProbeFactsStayUnknown) {
  for (const char* facts :
       {"", "[]", "{}", R"({"kind":7,"duration_ms":"x","times":{},"playable_in_browser":1})",
        R"({"duration_ms":-1,"times":[1,{"value":"2026-03-05T01:10:00","zone":"utc"}]})",
        R"({"times":[{"value":"2026-03-05T01:10:00Z","zone":"local-unknown"}]})",
        R"({"duration_ms":9007199254740991})"}) {
    const ProbeFacts found = probe_facts_of(facts);
    EXPECT_EQ(found.media_kind, "unknown") << facts;
    EXPECT_FALSE(found.duration_ms) << facts;
    EXPECT_FALSE(found.recorded_from) << facts;
    EXPECT_FALSE(found.playable_in_browser) << facts;
  }
  EXPECT_EQ(probe_facts_of(R"({"kind":"csv"})").media_kind, "text");
  EXPECT_EQ(probe_facts_of(R"({"kind":"hologram"})").media_kind, "other");
  const auto offset =
      probe_facts_of(R"({"times":[{"value":"2026-03-05T09:10:00+08:00","zone":"offset"}]})");
  EXPECT_EQ(offset.recorded_from, base::time_of_rfc3339("2026-03-05T01:10:00Z"));
  EXPECT_FALSE(offset.recorded_to);
}

EntrySource source_of(Catalog& catalog, std::uint64_t& next) {
  return [&catalog, &next]() -> std::optional<std::string> {
    auto lease = catalog.read();
    return find_entry_bytes(lease, next++);
  };
}

TEST(Rebuild, EqualsLiveAfterRandomHistories) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    SampleHouse house;
    std::vector<Entry> entries = random_entries(seed, 400);
    // Commands of several entries, so that it does not take long.
    for (std::size_t i = 0; i < entries.size(); i += 20) {
      house.clock.advance_ms(7);
      const auto end = std::min(entries.size(), i + 20);
      const auto done = house.scribe.submit([&](Connection&) -> Answer<std::vector<Entry>> {
        return std::vector<Entry>(entries.begin() + static_cast<std::ptrdiff_t>(i),
                                  entries.begin() + static_cast<std::ptrdiff_t>(end));
      });
      ASSERT_TRUE(done.ok());
    }
    std::uint64_t next = 0;
    const auto count = rebuild(house.folder / "rebuilt.db", source_of(house.catalog, next));
    EXPECT_EQ(count, entries.size());
    Catalog rebuilt = Catalog::open(house.folder / "rebuilt.db");
    const Comparison comparison = compare(house.catalog, rebuilt);
    EXPECT_EQ(comparison.difference_count, 0U) << "seed " << seed;
    for (const auto& difference : comparison.differences) {
      ADD_FAILURE() << difference.table << ' ' << difference.key << ' ' << difference.column << ' '
                    << difference.live << " / " << difference.rebuilt;
    }
    EXPECT_GT(comparison.row_count, entries.size() * 2);
    EXPECT_TRUE(rebuilt.projection_is_current());
  }
}

TEST(Rebuild, NamesTheEntryItCannotProject) {
  const base::ScratchFolder folder("rebuild");
  std::vector<std::string> all;
  for (const auto& entry : sample_entries()) all.push_back(bytes_of(entry));
  int tries = 0;
  const auto said_of = [&](std::vector<std::string> bytes) -> std::string {
    std::size_t at = 0;
    try {
      rebuild(folder / (std::to_string(tries++) + ".db"), [&]() -> std::optional<std::string> {
        if (at == bytes.size()) return std::nullopt;
        return bytes[at++];
      });
    } catch (const base::Damaged& fault) {
      return fault.what();
    }
    return "";
  };
  EXPECT_EQ(said_of(all), "");
  auto wrong = all;
  wrong[3] += " ";
  EXPECT_NE(said_of(wrong).find("Entry 3 "), std::string::npos);
  wrong = all;
  wrong[5] = all[4];
  EXPECT_NE(said_of(wrong).find("Entry 5 contradicts"), std::string::npos);
  Entry unknown = sample_entries()[2];
  unknown.kind = "from.the_future";
  wrong[5] = bytes_of(unknown);
  EXPECT_NE(said_of(wrong).find("from.the_future"), std::string::npos);
  EXPECT_THROW(rebuild(folder / "0.db", [] { return std::optional<std::string>(); }), base::Fault);
}

}  // namespace
}  // namespace liuhen::catalog
