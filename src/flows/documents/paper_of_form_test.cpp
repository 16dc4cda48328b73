#include "flows/documents/paper_of_form.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/disk.h"
#include "forms/form_book.h"
#include "forms/values.h"
#include "print/bind.h"
#include "print/print.h"
#include "rules/vocabulary.h"

namespace liuhen::flows {
namespace {

namespace fs = std::filesystem;

const forms::FormBook& book() {
  static const auto loaded = forms::FormBook::load(fs::path(LIUHEN_SOURCE_DIR) / "forms");
  return *loaded;
}

std::string sample_of(const forms::Form& form) {
  std::string text =
      base::read_text(fs::path(LIUHEN_SOURCE_DIR) / "forms" / (form.id + ".sample.jsonc"));
  return text.erase(0, text.find('\n') + 1);  // the comment
}

DocumentFrame frame_of(const forms::Form& form) {
  DocumentFrame frame;
  frame.bureau_name = "荆州市公共资源交易监督管理局";
  if (!form.number_pattern.empty()) {
    frame.number = forms::document_number(form, "荆公资监", 2026, 12);
  }
  frame.qr_text = "liuhen:1:01JEXAMPLE0000000000000000:sm3:66c7f0f462eeedd9d1f2d46bdc10e4e2";
  frame.qr_caption = "文书编号 01JEXAMPLE0000000000000000\n扫码核对校验值";
  frame.created_at = {1772673000000};
  return frame;
}

std::string text_in(const base::Bytes& pdf) {
  const base::ScratchFolder scratch("paper");
  base::write_file_durably(scratch / "a.pdf", pdf);
  const std::string command = "pdftotext -raw '" + (scratch / "a.pdf").string() + "' '" +
                              (scratch / "a.txt").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::string text = base::read_text(scratch / "a.txt");
  std::erase(text, '\n');
  return text;
}

// By hand: LIUHEN_FORMS_OUT=folder keeps what was printed, to be looked at.
void keep(const std::string& name, const base::Bytes& pdf) {
  const char* folder = std::getenv("LIUHEN_FORMS_OUT");
  if (folder != nullptr) base::write_file_durably(fs::path(folder) / (name + ".pdf"), pdf);
}

TEST(PaperOfForm, EveryShippedFormIsPrintedWithItsWriting) {
  for (const forms::Form& form : book().forms()) {
    const base::Bytes pdf = print::print(paper_of(form, sample_of(form), frame_of(form)));
    keep(form.id, pdf);
    const std::string text = text_in(pdf);
    EXPECT_NE(text.find(form.title.zh), std::string::npos) << form.id;
    EXPECT_EQ(text.find("第1页") == std::string::npos, form.layout == forms::Layout::cover)
        << form.id;
    for (const forms::Signature& signature : form.signatures) {
      const std::string words = signature.seal ? "（印章）" : signature.label.zh;
      EXPECT_NE(text.find(words), std::string::npos) << form.id << ": " << words;
    }
  }
}

TEST(PaperOfForm, AnEmptyFormAndADraftArePrintedToo) {
  for (const forms::Form& form : book().forms()) {
    DocumentFrame frame = frame_of(form);
    frame.is_draft = true;
    const base::Bytes pdf = print::print(paper_of(form, "{}", frame));
    keep("draft-" + form.id, pdf);
    EXPECT_NE(text_in(pdf).find("草"), std::string::npos) << form.id;
  }
}

TEST(PaperOfForm, TimesAreWrittenAsPeopleReadThem) {
  const forms::Form* form = book().find_form("inquiry_record");
  const std::string text =
      text_in(print::print(paper_of(*form, sample_of(*form), frame_of(*form))));
  EXPECT_NE(text.find("2026年2月5日 09:10 至 10:42"), std::string::npos) << text;
  EXPECT_NE(text.find("问："), std::string::npos);
  EXPECT_NE(text.find("执法证号"), std::string::npos);
}

TEST(PaperOfForm, WhatStaysEmptyIsStruck) {
  const forms::Form* form = book().find_form("case_end_note");
  const print::Paper paper = paper_of(*form, R"({"pages":3})", frame_of(*form));
  const auto& table = std::get<print::FieldTable>(paper.blocks.at(0));
  EXPECT_EQ(table.rows.at(0).at(1).text, "／");
  EXPECT_EQ(table.rows.at(0).at(3).text, "3");
  DocumentFrame draft = frame_of(*form);
  draft.is_draft = true;
  const print::Paper open = paper_of(*form, "{}", draft);
  EXPECT_EQ(std::get<print::FieldTable>(open.blocks.at(0)).rows.at(0).at(1).text, "");
}

TEST(PaperOfForm, RareCharactersArePrinted) {
  const forms::Form* form = book().find_form("inquiry_record");
  const std::string text =
      text_in(print::print(paper_of(*form, R"({"person":"𠀀𪛖某㐀"})", frame_of(*form))));
  EXPECT_NE(text.find("𠀀𪛖某㐀"), std::string::npos) << text;
}

// What documents tell the law engine is in the engine's own words and types.
TEST(PaperOfForm, FormsSpeakTheVocabularyOfTheRules) {
  for (const forms::Form& form : book().forms()) {
    for (const forms::Establishes& rule : form.establishes) {
      const std::string name = form.id + ": " + rule.subject + "." + rule.fact;
      const auto subject = rules::find_subject(rule.subject);
      ASSERT_TRUE(subject.has_value()) << name;
      const auto fact = rules::find_fact(*subject, rule.fact);
      ASSERT_TRUE(fact.has_value()) << name;
      const auto shape = forms::shape_of(form, rule);
      ASSERT_TRUE(shape.has_value()) << name;
      EXPECT_EQ(rules::name_of(rules::facts()[*fact].type), forms::name_of(*shape)) << name;
    }
    for (const forms::InProcedure& one : form.procedures) {
      if (one.when_fact.empty()) continue;
      const auto fact = rules::find_fact(rules::SubjectKind::case_, one.when_fact);
      ASSERT_TRUE(fact.has_value()) << form.id << ": " << one.when_fact;
      EXPECT_EQ(rules::facts()[*fact].type, rules::FactType::flag) << one.when_fact;
    }
  }
}

TEST(PaperOfForm, AWholeCaseFileIsBound) {
  std::vector<print::Part> parts;
  for (const forms::Form& form : book().forms()) {
    const bool is_numbered =
        form.id != "case_cover" && form.id != "case_index" && form.id != "case_end_note";
    parts.push_back({form.title.zh, print::print(paper_of(form, sample_of(form), frame_of(form))),
                     is_numbered});
  }
  const auto bound = print::bind_parts(parts, "案卷", {1772673000000});
  ASSERT_TRUE(bound.ok()) << bound.error();
  keep("case-file", bound->pdf);
  EXPECT_EQ(bound->parts.at(2).first, 1);
  EXPECT_EQ(bound->parts.back().first, 0);
}

}  // namespace
}  // namespace liuhen::flows
