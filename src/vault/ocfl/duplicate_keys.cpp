#include "vault/ocfl/duplicate_keys.h"

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <unordered_set>

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;
using Error = boost::system::error_code;

constexpr std::size_t kListedMax = 100;

// Events of the parser; only objects and keys matter. The names are those basic_parser asks for.
struct KeyWatcher {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  struct Level {
    std::unordered_set<std::string> keys;
    std::string current;
  };
  std::vector<Level> levels;
  std::string partial;
  std::vector<DuplicateKey> duplicates;

  void note_key() {
    Level& level = levels.back();
    level.current = std::move(partial);
    partial.clear();
    if (level.keys.insert(level.current).second || duplicates.size() >= kListedMax) return;
    DuplicateKey duplicate{{}, level.current};
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
      duplicate.within.push_back(levels[i].current);
    }
    duplicates.push_back(std::move(duplicate));
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    levels.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Error&) {
    levels.pop_back();
    return true;
  }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t, Error&) { return true; }
  bool on_key_part(json::string_view part, std::size_t, Error&) {
    partial.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, Error&) {
    partial.append(part.data(), part.size());
    note_key();
    return true;
  }
  bool on_string_part(json::string_view, std::size_t, Error&) { return true; }
  bool on_string(json::string_view, std::size_t, Error&) { return true; }
  bool on_number_part(json::string_view, Error&) { return true; }
  bool on_int64(std::int64_t, json::string_view, Error&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, Error&) { return true; }
  bool on_double(double, json::string_view, Error&) { return true; }
  bool on_bool(bool, Error&) { return true; }
  bool on_null(Error&) { return true; }
  bool on_comment_part(json::string_view, Error&) { return true; }
  bool on_comment(json::string_view, Error&) { return true; }
};

}  // namespace

std::vector<DuplicateKey> duplicate_keys_of(std::string_view text, std::size_t depth_max) {
  json::parse_options options;
  options.max_depth = depth_max;
  json::basic_parser<KeyWatcher> parser(options);
  Error error;
  parser.write_some(false, text.data(), text.size(), error);
  return std::move(parser.handler().duplicates);
}

}  // namespace liuhen::vault::ocfl
