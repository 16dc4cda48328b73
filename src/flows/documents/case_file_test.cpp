#include "flows/documents/case_file.h"

#include <cstdlib>

#include "catalog/entry_queries.h"
#include "flows/casework/evidence.h"
#include "flows/documents/documents_for_test.h"
#include "print/bind.h"

namespace liuhen::flows {
namespace {

class CaseFiles : public DocumentsTest {
 protected:
  std::uint64_t viewings() {
    auto lease = house_->catalog().read();
    return catalog::list_entries(lease, "record.viewed", {std::nullopt, 200})->entries.size();
  }
  void keep(const base::Bytes& pdf) {
    const char* folder = std::getenv("LIUHEN_FORMS_OUT");
    if (folder != nullptr) base::write_file_durably(base::fs::path(folder) / "case-file.pdf", pdf);
  }
};

TEST_F(CaseFiles, OneVolumeHoldsAllInOrder) {
  ASSERT_TRUE(finalise(filled("penalty_decision")));
  ASSERT_TRUE(finalise(filled("filing_approval")));
  ASSERT_TRUE(finalise(filled("inquiry_record", act_.id)));
  ASSERT_TRUE(finalise(filled("discussion_record")));
  deposit(upload_of(act_, 5000, "询问录像.mp4"), noise_bytes(5000, 1));
  auto foreign = upload_of(act_, 3000, "扫描件.pdf");
  deposit(foreign, noise_bytes(3000, 2));
  const auto& me = caller("officer");
  ASSERT_TRUE(list_evidence(*house_, me, case_id_,
                            {"",
                             "documentary",
                             "投标文件",
                             "招标人提供",
                             "串通投标",
                             {},
                             {me.account.id},
                             house_->clock().now(),
                             ""}));
  const std::uint64_t before = viewings();
  const auto file = make_case_file(*house_, me, case_id_, {true, false});
  ASSERT_TRUE(file) << file.error().en;
  keep(file->pdf);
  const std::string text = text_in(file->pdf);
  const auto at = [&](const std::string& words) {
    const auto place = text.find(words);
    EXPECT_NE(place, std::string::npos) << words;
    return place;
  };
  EXPECT_NE(text.find("立〔2026〕1号"), std::string::npos);
  at("询问录像.mp4");
  at("扫描件.pdf");
  at("尚未检查");
  at("投标文件");
  EXPECT_LT(at("卷内文件目录"), at("备考表"));
  const auto body = at("卷内文件目录");
  EXPECT_LT(text.find("立案审批表", body), text.find("行政处罚决定书", body));
  // Three documents are in the main volume, and each was logged as viewed.
  const bool discussed_in_main =
      house_->form_book()->find_form("discussion_record")->is_main_volume;
  EXPECT_EQ(viewings() - before, discussed_in_main ? 4U : 3U);
  const auto secondary = make_case_file(*house_, me, case_id_, {false, false});
  ASSERT_TRUE(secondary);
  EXPECT_EQ(text_in(secondary->pdf).find("行政处罚决定书"), std::string::npos);
  const auto by_result = make_case_file(*house_, me, case_id_, {true, true});
  ASSERT_TRUE(by_result);
  const std::string other = text_in(by_result->pdf);
  const auto there = other.find("卷内文件目录");
  EXPECT_LT(other.find("行政处罚决定书", there), other.find("立案审批表", there));
}

TEST_F(CaseFiles, AnEmptyCaseHasAFileToo) {
  const auto file = make_case_file(*house_, caller("officer"), case_id_, {});
  ASSERT_TRUE(file) << file.error().en;
  EXPECT_EQ(*print::page_count(file->pdf), 3);
}

TEST_F(CaseFiles, AreForThoseWhoSeeTheCase) {
  EXPECT_FALSE(make_case_file(*house_, caller("other"), case_id_, {}));
  EXPECT_FALSE(make_case_file(*house_, caller("secadmin"), case_id_, {}));
}

}  // namespace
}  // namespace liuhen::flows
