// Every law file is run against its cases, and the cases are held to account: whichever number of
// an article is moved by one, in either direction, some case of that article must notice.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "base/disk.h"
#include "base/json.h"
#include "rules/case_file.h"
#include "rules/engine.h"

namespace liuhen::rules {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

const fs::path kLaw = fs::path(LIUHEN_SOURCE_DIR) / "law";

std::string told(const std::vector<LawProblem>& problems) {
  std::string all;
  for (const LawProblem& problem : problems) all += text_of(problem) + "\n";
  return all;
}

fs::path cases_path(const Article& article) {
  fs::path path = kLaw / article.file;
  return path.replace_extension(".cases.jsonc");
}

CaseFile cases_of(const Article& article) {
  auto file = read_case_file(base::read_text(cases_path(article)));
  EXPECT_TRUE(file.ok()) << cases_path(article) << ": " << (file.ok() ? "" : file.error());
  return file.ok() ? std::move(*file) : CaseFile{};
}

std::vector<Finding> findings_of(const LawBook& book, const std::string& article_id,
                                 const LawCase& one) {
  std::vector<Finding> findings = evaluate(book, one.facts, one.now);
  std::erase_if(findings, [&](const Finding& finding) { return finding.article_id != article_id; });
  return findings;
}

// Empty when all cases come out as the file says.
std::string first_difference(const LawBook& book, const CaseFile& file) {
  for (const LawCase& one : file.cases) {
    const std::string found = difference(one.expected, findings_of(book, file.article_id, one));
    if (!found.empty()) return one.name + ": " + found;
  }
  return {};
}

class LawCases : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = LawBook::load(kLaw);
    ASSERT_TRUE(loaded.ok()) << told(loaded.error());
    book_ = std::make_unique<LawBook>(std::move(*loaded));
  }

  // A book of one article only, quick to make anew.
  LawBook alone(const std::string& article_text) {
    const fs::path folder = scratch_ / std::to_string(++folders_);
    fs::create_directories(folder / "calendar");
    for (const auto& entry : fs::directory_iterator(kLaw / "calendar")) {
      fs::copy_file(entry.path(), folder / "calendar" / entry.path().filename());
    }
    base::write_file_durably(folder / "article.jsonc", article_text);
    auto loaded = LawBook::load(folder);
    CHECK(loaded.ok());
    return std::move(*loaded);
  }

  template <class Use>
  void for_each_check(Use&& use) {
    for (const Article& article : book_->articles()) {
      if (!article.restates.empty()) continue;
      const CaseFile file = cases_of(article);
      const LawBook small = alone(base::read_text(kLaw / article.file));
      for (const ArticleCheck& check : article.versions.front().checks) {
        use(small, file, article, check);
      }
    }
  }

  template <class Use>
  void for_each_parameter(Use&& use) {
    for_each_check([&](const LawBook& small, const CaseFile& file, const Article& article,
                       const ArticleCheck& check) {
      const auto parameters = base::parse_json(check.parameters_json);
      for (const auto& [name, value] : parameters->as_object()) {
        use(small, file, ParameterChange{article.id, check.name, name, {}}, value);
      }
    });
  }

  // 1 when the change is possible at all.
  static std::size_t expect_noticed(const LawBook& small, const CaseFile& file,
                                    const ParameterChange& change) {
    const auto book = small.changed({change});
    if (!book) return 0;
    EXPECT_NE(first_difference(*book, file), "")
        << change.article_id << ": " << change.check_name << " " << change.parameter << " = "
        << change.value_json;
    return 1;
  }

  // (check, condition) of the first version.
  static std::vector<std::pair<std::size_t, std::size_t>> conditions_of(const Article& article) {
    std::vector<std::pair<std::size_t, std::size_t>> all;
    const auto& checks = article.versions.front().checks;
    for (std::size_t check = 0; check < checks.size(); ++check) {
      for (std::size_t i = 0; i < checks[check].when.size(); ++i) all.emplace_back(check, i);
    }
    return all;
  }

  base::ScratchFolder scratch_{"law-cases"};
  std::unique_ptr<LawBook> book_;
  int folders_ = 0;
};

TEST_F(LawCases, EachArticleHasThemAndTheyComeOutAsWritten) {
  std::size_t count = 0;
  for (const Article& article : book_->articles()) {
    if (!article.restates.empty()) continue;
    const CaseFile file = cases_of(article);
    EXPECT_EQ(file.article_id, article.id) << article.file;
    for (const LawCase& one : file.cases) {
      EXPECT_EQ(difference(one.expected, findings_of(*book_, article.id, one)), "")
          << article.file << ": " << one.name;
    }
    count += file.cases.size();
  }
  RecordProperty("cases", std::to_string(count));
}

TEST_F(LawCases, EachCheckHasACleanAndABrokenCase) {
  for (const Article& article : book_->articles()) {
    if (!article.restates.empty()) continue;
    const CaseFile file = cases_of(article);
    std::set<std::string> found;
    bool has_clean = false;
    for (const LawCase& one : file.cases) {
      has_clean = has_clean || one.expected.empty();
      for (const ExpectedFinding& expected : one.expected) found.insert(expected.check_name);
    }
    EXPECT_TRUE(has_clean) << article.file;
    for (const LawVersion& version : article.versions) {
      for (const ArticleCheck& check : version.checks) {
        EXPECT_TRUE(found.contains(check.name)) << article.file << ": " << check.name;
      }
    }
  }
}

TEST_F(LawCases, NoCasesFileIsWithoutItsArticle) {
  for (const auto& entry : fs::recursive_directory_iterator(kLaw)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".cases.jsonc")) continue;
    const fs::path law =
        entry.path().parent_path() /
        (name.substr(0, name.size() - std::string(".cases.jsonc").size()) + ".jsonc");
    EXPECT_TRUE(fs::exists(law)) << entry.path();
  }
}

// What a bound forbids is let be.
TEST_F(LawCases, NoticeEveryNumberThatMovesByOne) {
  std::size_t moved = 0;
  for_each_parameter([&](const LawBook& small, const CaseFile& file, ParameterChange change,
                         const json::value& value) {
    if (!value.is_int64()) return;
    for (const int step : {-1, 1}) {
      change.value_json = std::to_string(value.get_int64() + step);
      moved += expect_noticed(small, file, change);
    }
  });
  EXPECT_GT(moved, 30U);
}

TEST_F(LawCases, NoticeEveryFactThatIsLeftOut) {
  std::size_t left_out = 0;
  for_each_parameter([&](const LawBook& small, const CaseFile& file, ParameterChange change,
                         const json::value& value) {
    const json::array* list = value.if_array();
    for (std::size_t i = 0; list != nullptr && list->size() > 1 && i < list->size(); ++i) {
      json::array fewer = *list;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      change.value_json = base::canonical_json(fewer);
      left_out += expect_noticed(small, file, change);
    }
  });
  EXPECT_GT(left_out, 10U);
}

TEST_F(LawCases, NoticeEveryWordThatATableLoses) {
  std::size_t lost = 0;
  for_each_check([&](const LawBook& small, const CaseFile& file, const Article& article,
                     const ArticleCheck& check) {
    const auto parameters = base::parse_json(check.parameters_json);
    const json::object* table = base::find_object(parameters->as_object(), "table");
    if (table == nullptr) return;
    for (const auto& row : *table) {
      for (std::size_t i = 0; i < row.value().as_array().size(); ++i) {
        json::object shorter = *table;
        json::array& words = shorter[row.key()].as_array();
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
        lost += expect_noticed(small, file,
                               {article.id, check.name, "table", base::canonical_json(shorter)});
      }
    }
  });
  EXPECT_GT(lost, 20U);
}

TEST_F(LawCases, NoticeEveryOtherChoiceOfASetting) {
  std::size_t chosen = 0;
  for_each_check([&](const LawBook& small, const CaseFile& file, const Article& article,
                     const ArticleCheck& check) {
    const auto parameters = base::parse_json(check.parameters_json);
    for (const Setting& setting : check.settings) {
      const std::string now = base::canonical_json(parameters->as_object().at(setting.parameter));
      for (const std::string& choice : setting.choices) {
        if (choice == now) continue;
        chosen += expect_noticed(small, file, {article.id, check.name, setting.parameter, choice});
      }
    }
  });
  EXPECT_GT(chosen, 3U);
}

TEST_F(LawCases, NoticeEveryConditionThatIsDropped) {
  std::size_t dropped = 0;
  for (const Article& article : book_->articles()) {
    if (!article.restates.empty()) continue;
    const CaseFile file = cases_of(article);
    const auto whole = base::parse_json(base::read_text(kLaw / article.file), {1 << 20, 16, true});
    for (const auto& [check, condition] : conditions_of(article)) {
      json::value weaker = *whole;
      json::object& changed = weaker.at("versions").at(0).at("checks").at(check).as_object();
      json::array& when = changed.at("when").as_array();
      when.erase(when.begin() + static_cast<std::ptrdiff_t>(condition));
      const LawBook book = alone(base::canonical_json(weaker));
      EXPECT_NE(first_difference(book, file), "")
          << article.file << ": check " << check << ", condition " << condition;
      ++dropped;
    }
  }
  EXPECT_GT(dropped, 5U);
}

// Every row of the map of the three rules has its law file, or says why it has none yet.
TEST_F(LawCases, EveryRowOfTheRulesMapIsAccountedFor) {
  const fs::path path = fs::path(LIUHEN_SOURCE_DIR) / "tests/vectors/rules/rows.jsonc";
  const auto parsed = base::parse_json(base::read_text(path), {1 << 16, 8, true});
  ASSERT_TRUE(parsed.ok()) << parsed.error();
  const json::object& later = parsed->as_object().at("still_to_come").as_object();
  std::set<std::string> rows;
  for (const json::value& row : parsed->as_object().at("rows").as_array()) {
    const std::string id(row.as_string());
    EXPECT_TRUE(rows.insert(id).second) << id;
    const bool has_law = book_->find_article(id) != nullptr;
    EXPECT_NE(has_law, later.contains(id)) << id << ": a law file, or a reason; not both";
  }
  for (const auto& member : later) EXPECT_TRUE(rows.contains(std::string(member.key())));
}

}  // namespace
}  // namespace liuhen::rules
