#include "base/json_lines.h"

#include <algorithm>
#include <vector>

namespace liuhen::base {

// One pass over the text. A scope is an object or array that is open; its path is the path of the
// member or element that holds it.
class JsonLineScan {
 public:
  JsonLineScan(std::string_view text, JsonLines& out) : text_(text), out_(out) {}

  void run() {
    while (pos_ < text_.size()) step();
  }

 private:
  struct Scope {
    std::string path;
    bool is_array = false;
    std::size_t elements = 0;
    bool name_is_next = true;
    std::string member;
  };

  void step() {
    const char c = text_[pos_];
    if (c == '\n') {
      ++line_;
      ++pos_;
    } else if (c == '/') {
      skip_comment();
    } else if (c == '"') {
      take_string();
    } else {
      take_mark(c);
      ++pos_;
    }
  }

  void skip_comment() {
    if (text_.substr(pos_, 2) == "/*") {
      const std::size_t end = std::min(text_.find("*/", pos_ + 2), text_.size());
      line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(pos_),
                                           text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      pos_ = std::min(end + 2, text_.size());
    } else {
      pos_ = std::min(text_.find('\n', pos_), text_.size());
    }
  }

  void take_string() {
    const std::size_t begin = ++pos_;
    while (pos_ < text_.size() && text_[pos_] != '"') pos_ += text_[pos_] == '\\' ? 2 : 1;
    pos_ = std::min(pos_, text_.size());
    const std::string_view content = text_.substr(begin, pos_ - begin);
    ++pos_;
    if (scopes_.empty() || scopes_.back().is_array || !scopes_.back().name_is_next) return;
    scopes_.back().member = content;
    scopes_.back().name_is_next = false;
    note(scopes_.back().path + "/" + scopes_.back().member, true);
  }

  void take_mark(char c) {
    if (c == '{' || c == '[') {
      scopes_.push_back(Scope{here(), c == '[', 0, true, ""});
    } else if (c == '}' || c == ']') {
      if (!scopes_.empty()) scopes_.pop_back();
    } else if (c == ',' && !scopes_.empty()) {
      scopes_.back().name_is_next = true;
      ++scopes_.back().elements;
    }
  }

  // The path of the value that begins here.
  std::string here() {
    if (scopes_.empty()) return "";
    const Scope& scope = scopes_.back();
    if (!scope.is_array) return scope.path + "/" + scope.member;
    std::string path = scope.path + "/" + std::to_string(scope.elements);
    note(path, false);
    return path;
  }

  void note(const std::string& path, bool is_member) {
    const bool is_new = out_.lines_.emplace(path, line_).second;
    if (is_new || !is_member || out_.twice_) return;
    out_.twice_ = path;
    out_.twice_line_ = line_;
  }

  std::string_view text_;
  JsonLines& out_;
  std::vector<Scope> scopes_;
  std::size_t pos_ = 0;
  int line_ = 1;
};

JsonLines::JsonLines(std::string_view text) { JsonLineScan(text, *this).run(); }

int JsonLines::line_of(std::string_view path) const {
  while (!path.empty()) {
    if (const auto found = lines_.find(path); found != lines_.end()) return found->second;
    path = path.substr(0, path.rfind('/'));
  }
  return 1;
}

int line_of_byte(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

}  // namespace liuhen::base
