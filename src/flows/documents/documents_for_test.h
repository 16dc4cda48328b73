// A house with the shipped law and forms and one case, for tests of documents. Not part of the
// program.
#pragma once

#include "flows/documents/documents.h"
#include "flows/documents/drafts.h"
#include "flows/documents/finalise.h"
#include "flows/house_for_test.h"

namespace liuhen::flows {

class DocumentsTest : public HouseTest {
 protected:
  DocumentsTest() {
    law_ = base::fs::path(LIUHEN_SOURCE_DIR) / "law";
    forms_ = base::fs::path(LIUHEN_SOURCE_DIR) / "forms";
  }

  void SetUp() override {
    HouseTest::SetUp();
    act_ = make_act("立〔2026〕1号");
    case_id_ = act_.case_id;
  }

  // The made-up values that the form is shipped with, as JSON.
  static std::string sample(const std::string& form) {
    std::string text =
        base::read_text(base::fs::path(LIUHEN_SOURCE_DIR) / "forms" / (form + ".sample.jsonc"));
    return text.erase(0, text.find('\n') + 1);  // the comment
  }

  OpenDraft begin(const std::string& form, std::optional<model::ActId> act = {}) {
    const auto draft = create_draft(*house_, caller("officer"), case_id_, {form, act});
    EXPECT_TRUE(draft) << draft.error().en;
    return *draft;
  }
  // Begun and filled with the sample.
  OpenDraft filled(const std::string& form, std::optional<model::ActId> act = {}) {
    const OpenDraft draft = begin(form, act);
    const auto saved = save_draft(*house_, caller("officer"), draft.draft.id, 1, sample(form));
    EXPECT_TRUE(saved) << saved.error().en;
    return saved->open;
  }
  model::Answer<catalog::FinalDocument> finalise(const OpenDraft& open,
                                                 std::optional<std::string> number = {}) {
    return finalise_draft(*house_, caller("officer"), open.draft.id,
                          {open.draft.revision, std::move(number), std::nullopt});
  }

  base::Bytes content_of(const model::RecordId& id) {
    return *base::find_file(house_->vault().find(id.text)->content_file, std::size_t{1} << 26);
  }
  std::string text_in(const base::Bytes& pdf) {
    base::write_file_durably(folder_ / "a.pdf", pdf);
    const std::string command = "pdftotext -raw '" + (folder_ / "a.pdf").string() + "' '" +
                                (folder_ / "a.txt").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::string text = base::read_text(folder_ / "a.txt");
    std::erase(text, '\n');
    return text;
  }

  model::Act act_;
  model::CaseId case_id_;
};

}  // namespace liuhen::flows
