// What a validator says about one place: the specification's code, the path and one sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liuhen::vault::ocfl {

struct Problem {
  std::string code;      // codes.h
  std::string path;      // below the validated folder, '/' separated, "." for the folder itself
  std::string sentence;  // English, printable

  bool is_error() const { return code.front() != 'W'; }
};

bool has_error(const std::vector<Problem>& problems);

// Collects problems of one object. Bounded: a hostile object cannot fill memory with complaints.
// One thread.
class Problems {
 public:
  // `place` is put before every path: where the object lies below the validated folder.
  explicit Problems(std::string place = {}) : place_(std::move(place)) {}

  void add(std::string_view code, std::string_view path, std::string sentence);
  std::size_t error_count() const { return error_count_; }
  std::vector<Problem> take();

 private:
  std::string place_;
  std::vector<Problem> problems_;
  std::size_t error_count_ = 0;
  std::size_t unlisted_count_ = 0;
};

// Text from outside as part of a sentence: printable, quoted, at most about 120 bytes.
std::string in_quotes(std::string_view untrusted);
// A path from outside, printable: control characters and bad UTF-8 as %XX.
std::string printable(std::string_view untrusted);

}  // namespace liuhen::vault::ocfl
