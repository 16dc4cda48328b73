#include "print/bind.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/disk.h"
#include "print/print.h"

namespace liuhen::print {
namespace {

constexpr base::UtcTime kThen{1772673000000};

base::Bytes pages(const std::string& title, int count) {
  Paper paper;
  paper.title = title;
  paper.has_page_numbers = false;
  paper.created_at = kThen;
  for (int i = 0; i < count * 22 - 5; ++i) paper.blocks.push_back(Paragraph{"一行"});
  return print(paper);
}

std::string output_of(const std::string& command) {
  const base::ScratchFolder scratch("bind");
  const std::string out = (scratch / "out").string();
  EXPECT_EQ(std::system((command + " > '" + out + "' 2>&1").c_str()), 0) << command;
  return base::read_text(out);
}

TEST(Bind, NumbersPagesAndSetsBookmarks) {
  const auto bound = bind_parts({{"封面", pages("卷宗封面", 1), false},
                                 {"立案审批表", pages("立案审批表", 2), true},
                                 {"决定书", pages("决定书", 1), true}},
                                "某某案", kThen);
  ASSERT_TRUE(bound.ok()) << bound.error();
  ASSERT_EQ(bound->parts.size(), 3U);
  EXPECT_EQ(bound->parts[0].first, 0);
  EXPECT_EQ(bound->parts[1].first, 1);
  EXPECT_EQ(bound->parts[1].last, 2);
  EXPECT_EQ(bound->parts[2].first, 3);
  EXPECT_EQ(page_count(bound->pdf).value(), 4);

  const base::ScratchFolder scratch("bind");
  base::write_file_durably(scratch / "a.pdf", bound->pdf);
  const std::string file = "'" + (scratch / "a.pdf").string() + "'";
  const std::string third = output_of("pdftotext -f 4 -l 4 " + file + " -");
  EXPECT_EQ(third.substr(0, 2), "3\n") << third;
  EXPECT_EQ(output_of("pdftotext -f 1 -l 1 " + file + " -").find("1\n"), std::string::npos);
  EXPECT_NE(output_of("pdfinfo " + file).find("某某案"), std::string::npos);
}

TEST(Bind, EqualPartsGiveEqualBytes) {
  const std::vector<Part> parts = {{"a", pages("甲", 1), true}, {"b", pages("乙", 1), true}};
  EXPECT_EQ(bind_parts(parts, "t", kThen)->pdf, bind_parts(parts, "t", kThen)->pdf);
}

// A scan that lies on its side, with a script that would run on opening.
constexpr std::string_view kTurned = R"(%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Rotate 90
  /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >> >> endobj
trailer << /Root 1 0 R /Size 4 >>
)";

TEST(Bind, ATurnedPageIsNumberedWhereItIsReadAndRunsNothing) {
  const base::Bytes turned(kTurned.begin(), kTurned.end());
  const auto bound = bind_parts({{"扫描件", turned, true}}, "t", kThen);
  ASSERT_TRUE(bound.ok()) << bound.error();
  const base::ScratchFolder scratch("bind");
  base::write_file_durably(scratch / "a.pdf", bound->pdf);
  const std::string file = "'" + (scratch / "a.pdf").string() + "'";
  EXPECT_EQ(output_of("pdfinfo -js " + file).find("alert"), std::string::npos);
  // Seen, the page is 600 wide and 400 high.
  EXPECT_NE(output_of("pdftotext -x 500 -y 0 -W 100 -H 60 " + file + " -").find("1"),
            std::string::npos);
}

TEST(Bind, RefusesWhatIsNoPdfAndNamesThePart) {
  const std::string no_pdf = "<html>hello</html>";
  const base::Bytes bytes(no_pdf.begin(), no_pdf.end());
  const auto bound = bind_parts({{"甲", pages("甲", 1), true}, {"乙", bytes, true}}, "t", kThen);
  ASSERT_FALSE(bound.ok());
  EXPECT_EQ(bound.error().substr(0, 5), "\"乙\"");
  EXPECT_FALSE(bind_parts({}, "t", kThen).ok());
  base::Bytes cut = pages("甲", 1);
  cut.resize(cut.size() / 2);
  const auto half = bind_parts({{"丙", cut, true}}, "t", kThen);
  EXPECT_TRUE(!half.ok() || half->parts.size() == 1U);  // qpdf mends what it can
}

}  // namespace
}  // namespace liuhen::print
