// Files that people edit (forms; law files by their own reader), read strictly: whatever is
// missing, of the wrong type, out of bounds or unknown becomes a problem with its place, and
// reading goes on, so that all problems of a file are told at once, each with file and line.
// One thread; a StrictObject lives no longer than the JSON it reads.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace liuhen::base {

struct FileProblem {
  std::string file;
  int line = 1;
  std::string sentence;
};
std::string text_of(const FileProblem& problem);  // "inquiry_record.jsonc:7: …"

// What is wrong with one file: JSON path and sentence. Bounded.
class PathProblems {
 public:
  struct One {
    std::string path, sentence;
  };
  void add(const std::string& path, const std::string& sentence) {
    if (all_.size() < 50) all_.push_back({path, sentence});
  }
  const std::vector<One>& all() const { return all_; }

 private:
  std::vector<One> all_;
};

// JSON with comments and trailing commas, depth at most 16.
struct ParseProblem {
  int line = 1;
  std::string sentence;
};
Result<boost::json::value, ParseProblem> parse_jsonc(std::string_view text);

struct Bilingual {
  std::string zh, en;
};

// An object; what nobody asks for is an unknown member.
class StrictObject {
 public:
  StrictObject(const boost::json::object& object, std::string path, PathProblems& problems)
      : object_(object), path_(std::move(path)), problems_(problems) {}

  bool has(std::string_view name) const;
  const boost::json::value* find(std::string_view name);  // asked for from now on
  void problem(std::string_view name, const std::string& sentence);

  std::string text(std::string_view name, std::size_t bytes_max = 4096);       // must be there
  std::string find_text(std::string_view name, std::size_t bytes_max = 4096);  // absent: empty
  // An id or a name: at most 64 lower-case letters, digits, '-', '_' and '.'.
  std::string word(std::string_view name);
  std::vector<std::string> words(std::string_view name, std::size_t most);  // absent: empty
  std::vector<std::string> texts(std::string_view name, std::size_t most);  // absent: empty
  Bilingual bilingual(std::string_view name);                               // must be there
  Bilingual find_bilingual(std::string_view name);
  bool flag(std::string_view name, bool otherwise);
  std::optional<std::int64_t> find_integer(std::string_view name, std::int64_t min,
                                           std::int64_t max);
  std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);

  using Use = std::function<void(StrictObject&)>;
  // One object; must be there.
  void object(std::string_view name, const Use& use);
  // A list of objects, 1 to `most`; must be there. find_: absent is an empty list.
  void objects(std::string_view name, std::size_t most, const Use& use);
  void find_objects(std::string_view name, std::size_t most, const Use& use);

  void finish();

  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }
  const boost::json::object& json() const { return object_; }
  PathProblems& problems() { return problems_; }

 private:
  const boost::json::object& object_;
  std::string path_;
  PathProblems& problems_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace liuhen::base
