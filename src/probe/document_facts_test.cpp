// Pictures and PDF through the real probe process, bombs among them.
#include <boost/json.hpp>

#include "base/json.h"
#include "probe/sample_media_test.h"

namespace liuhen::probe {
namespace {

namespace json = boost::json;

class DocumentFacts : public MediaTest {
 protected:
  static json::object facts_of(const base::fs::path& path) {
    const auto outcome = Prober(probe_program()).probe(base::File::open_read(path));
    EXPECT_EQ(text_of(outcome.outcome), "answered") << outcome.detail;
    if (outcome.outcome != ProbeEnding::answered) return {};
    return json::parse(outcome.facts_json).as_object();
  }
  static base::fs::path photograph() {
    if (base::fs::exists(media().folder() / "photo.jpg")) return media().folder() / "photo.jpg";
    const auto path = media().make("photo.jpg", "-map 0:v -frames:v 1");
    SampleMedia::run(
        "exiftool -q -overwrite_original -DateTimeOriginal='2026:03:05 09:10:00'"
        " -CreateDate='2026:03:05 09:10:01' -OffsetTimeOriginal=+08:00 -Make=Acme -Model='C 1'"
        " -SerialNumber=SN42 -GPSLatitude=30.3352 -GPSLatitudeRef=N -GPSLongitude=112.2414"
        " -GPSLongitudeRef=W -GPSDateStamp=2026:03:05 -GPSTimeStamp=01:10:00 -Orientation#=6 '" +
        path.string() + "'");
    return path;
  }
};

// A PDF with these objects, numbered from 1, the first being the catalog.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string out = "%PDF-1.5\n", table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char line[32];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", out.size());
    table += line;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(out.size());
  return out + "xref\n0 " + size + "\n" + table + "trailer<</Size " + size + "/Root 1 0 R" +
         trailer + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

const std::vector<std::string> kTwoPages{
    "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    "<</Title<FEFF6848537762A5544A>/Producer(Scan)/CreationDate(D:20260305091000+08'00')>>"};

TEST_F(DocumentFacts, JpegWithExif) {
  const json::object facts = facts_of(photograph());
  EXPECT_EQ(facts.at("mime").as_string(), "image/jpeg");
  EXPECT_EQ(facts.at("image"), (json::object{{"width", 160}, {"height", 120}, {"rotation", 90}}));
  const json::object wanted_device{{"make", "Acme"}, {"model", "C 1"}, {"serial", "SN42"}};
  EXPECT_EQ(facts.at("device"), wanted_device);
  const json::array wanted_times{
      json::object{{"value", "2026-03-05T09:10:00+08:00"},
                   {"source", "exif:DateTimeOriginal"},
                   {"zone", "offset"}},
      json::object{{"value", "2026-03-05T09:10:01"},
                   {"source", "exif:DateTimeDigitized"},
                   {"zone", "local-unknown"}},
      json::object{
          {"value", "2026-03-05T01:10:00.000Z"}, {"source", "exif:GPSDateTime"}, {"zone", "utc"}}};
  EXPECT_EQ(facts.at("times"), wanted_times);
  const json::object place{
      {"latitude_udeg", 30335200}, {"longitude_udeg", -112241400}, {"source", "exif:GPS"}};
  EXPECT_EQ(facts.at("gps"), json::array{place});
  EXPECT_FALSE(facts.at("truncated").as_bool());
  EXPECT_TRUE(facts_of(media().cut(photograph(), 70)).at("truncated").as_bool());
}

TEST_F(DocumentFacts, PngBombIsItsHeader) {
  const std::string bomb(
      "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02"
      "\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82",
      45);
  const json::object facts = facts_of(media().write("bomb.png", bomb));
  EXPECT_EQ(facts.at("image"), (json::object{{"width", 0x7fffffff}, {"height", 0x7fffffff}}));
  EXPECT_EQ(facts.at("notes"), json::array{"image_dimensions_enormous"});
  EXPECT_FALSE(facts.at("playable_in_browser").as_bool());
  EXPECT_FALSE(facts.at("truncated").as_bool());
}

TEST_F(DocumentFacts, PdfPagesTitleAndTime) {
  const json::object facts = facts_of(media().write("a.pdf", pdf_of(kTwoPages, "/Info 5 0 R")));
  const json::object pdf = facts.at("pdf").as_object();
  EXPECT_EQ(pdf.at("pages"), 2);
  EXPECT_EQ(pdf.at("title"), "案卷报告");
  EXPECT_EQ(pdf.at("producer"), "Scan");
  EXPECT_FALSE(pdf.at("encrypted").as_bool());
  const json::object time = facts.at("times").as_array().at(0).as_object();
  EXPECT_EQ(time.at("value"), "2026-03-05T09:10:00+08:00");
  EXPECT_EQ(time.at("zone"), "offset");
  EXPECT_TRUE(facts.at("playable_in_browser").as_bool());
}

TEST_F(DocumentFacts, LockedPdf) {
  // Standard security handler, revision 2, with a user password that is not empty.
  std::vector<std::string> objects = kTwoPages;
  const std::string zeros(64, '0'), ones(64, '1');
  objects.push_back("<</Filter/Standard/V 1/R 2/P -4/O<" + zeros + ">/U<" + ones + ">>>");
  const std::string id =
      "/Encrypt 6 0 R/ID[<00112233445566778899aabbccddeeff>"
      "<00112233445566778899aabbccddeeff>]";
  const json::object facts = facts_of(media().write("locked.pdf", pdf_of(objects, id)));
  EXPECT_TRUE(facts.at("pdf").as_object().at("encrypted").as_bool());
  EXPECT_TRUE(facts.at("pdf").as_object().at("locked").as_bool());
  EXPECT_EQ(facts.at("unreadable_reason"), "the PDF needs a password");
}

TEST_F(DocumentFacts, BrokenPdf) {
  const json::object facts = facts_of(media().write("b.pdf", "%PDF-1.7\nnothing of use"));
  EXPECT_FALSE(facts.at("readable").as_bool());
  EXPECT_TRUE(facts.at("truncated").as_bool());
  const auto whole = media().write("c.pdf", pdf_of(kTwoPages));
  EXPECT_TRUE(facts_of(media().cut(whole, 90)).at("truncated").as_bool());
}

}  // namespace
}  // namespace liuhen::probe
