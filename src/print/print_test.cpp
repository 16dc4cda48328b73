#include "print/print.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

#include "base/disk.h"
#include "print/qr.h"

namespace liuhen::print {
namespace {

// What a program that knows nothing of ours reads out of the PDF.
std::string text_in(const base::Bytes& pdf, const std::string& options = "-layout") {
  const base::ScratchFolder scratch("print");
  base::write_file_durably(scratch / "a.pdf", pdf);
  const std::string command = "pdftotext " + options + " '" + (scratch / "a.pdf").string() + "' '" +
                              (scratch / "a.txt").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  return base::read_text(scratch / "a.txt");
}

std::size_t count_in(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

Paper letter() {
  Paper paper;
  paper.organ = "荆州市公共资源交易监督管理局";
  paper.title = "行政处罚决定书";
  paper.number = "荆公资监罚〔2026〕12号";
  paper.created_at = {1772673000000};
  paper.blocks.push_back(
      Paragraph{"当事人𠀀某（男，证件号：420100199001011234），住湖北省荆州市。"});
  return paper;
}

TEST(Print, TextCanBeReadBack) {
  Paper paper = letter();
  paper.blocks.push_back(SealPlace{"荆州市公共资源交易监督管理局", "2026年3月5日"});
  const std::string text = text_in(print(paper));
  for (const char* words :
       {"荆州市公共资源交易监督管理局", "行政处罚决定书", "荆公资监罚〔2026〕12号", "当事人𠀀某",
        "2026年3月5日", "第1页", "共1页"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
}

TEST(Print, EqualPapersGiveEqualBytes) { EXPECT_EQ(print(letter()), print(letter())); }

TEST(Print, ManyThreadsPrintAtOnce) {
  const base::Bytes alone = print(letter());
  std::vector<std::future<base::Bytes>> made;
  for (int i = 0; i < 4; ++i) {
    made.push_back(std::async(std::launch::async, [] {
      for (int j = 0; j < 3; ++j) print(letter());
      return print(letter());
    }));
  }
  for (auto& one : made) EXPECT_EQ(one.get(), alone);
}

TEST(Print, LongTextBreaksOverPagesAndLosesNothing) {
  Paper paper = letter();
  std::string words;
  for (int i = 0; i < 900; ++i) words += "第" + std::to_string(i) + "句。";
  paper.has_page_numbers = false;  // or they stand between the two halves of a sentence
  paper.blocks.push_back(Paragraph{words});
  std::string text = text_in(print(paper), "-raw");
  EXPECT_GT(count_in(text, "\f"), 3U);
  std::erase_if(text, [](char c) { return c == '\n' || c == '\f'; });
  for (int i = 0; i < 900; ++i) {
    EXPECT_NE(text.find("第" + std::to_string(i)), std::string::npos) << i;
  }
}

TEST(Print, ATableRepeatsItsHead) {
  Paper paper = letter();
  paper.style = Style::table;
  Table table{"证据清单", {{"序号", 1, Align::center}, {"名称", 6, Align::left}}, {}};
  for (int i = 1; i <= 120; ++i) {
    table.rows.push_back({std::to_string(i), "证据" + std::to_string(i)});
  }
  paper.blocks.push_back(table);
  const std::string text = text_in(print(paper));
  const std::size_t pages = count_in(text, "\f");
  EXPECT_GT(pages, 2U);
  EXPECT_EQ(count_in(text, "序号"), pages);
  EXPECT_NE(text.find("证据120"), std::string::npos);
}

TEST(Print, ABoxTallerThanAPageIsContinued) {
  Paper paper = letter();
  paper.style = Style::table;
  std::string words;
  for (int i = 0; i < 2000; ++i) words += "事实" + std::to_string(i) + "，";
  FieldTable table{
      {0.2, 0.8},
      {{{"违法事实", 1, true, false, 1, {}}, {words, 1, false, true, 4, {"承办人："}}}}};
  paper.blocks.push_back(table);
  std::string text = text_in(print(paper), "-raw");
  std::erase(text, '\n');
  EXPECT_NE(text.find("事实1999"), std::string::npos);
  EXPECT_EQ(count_in(text, "承办人："), 1U);
  EXPECT_EQ(count_in(text, "违法事实"), count_in(text, "\f"));
}

TEST(Print, ControlCharactersAndTurnedDirectionsAreLeftOut) {
  Paper paper = letter();
  paper.blocks = {Paragraph{std::string("甲\x01乙\xE2\x80\xAE丙\xFF丁")}};
  EXPECT_NE(text_in(print(paper)).find("甲乙丙丁"), std::string::npos);
}

TEST(Print, NoSealStandsOnAPageWithoutText) {
  for (int lines = 10; lines < 24; ++lines) {
    Paper paper = letter();
    for (int i = 0; i < lines; ++i) paper.blocks.push_back(Paragraph{"一行"});
    paper.blocks.push_back(Paragraph{"最后一行"});
    paper.blocks.push_back(SealPlace{"某局", "2026年3月5日"});
    const std::string text = text_in(print(paper), "-raw");
    const std::size_t seal = text.find("2026年3月5日");
    const std::size_t words = text.find("最后一行");
    ASSERT_LT(words, seal);
    EXPECT_EQ(text.substr(words, seal - words).find('\f'), std::string::npos) << lines;
  }
}

TEST(Print, AnEmptyPaperIsOnePage) {
  Paper paper;
  EXPECT_NE(text_in(print(paper)).find("共1页"), std::string::npos);
}

TEST(Print, QrCodesHoldWhatFits) {
  const auto code = qr_code("liuhen:1:sha256:0123456789abcdef");
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(code->dark.size(), code->width * code->width);
  EXPECT_TRUE(code->dark.front());  // the corner of the finder pattern
  EXPECT_FALSE(qr_code(""));
  EXPECT_FALSE(qr_code(std::string(5000, 'x')));
}

}  // namespace
}  // namespace liuhen::print
