// For tests: a good OCFL object of three versions as plain values, to be spoilt and written out.
//   v1 adds a.txt and folder/b.txt; v2 changes a.txt; v3 renames folder/b.txt to c.txt.
#pragma once

#include <boost/json/fwd.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace liuhen::vault::ocfl {

struct SampleOptions {
  std::string spec_version = "1.1";
  std::string algorithm = "sha512";
  std::string id = "urn:example:sample";
  std::string content_directory = "content";
  int width = 0;  // digits of version names; 0: not padded
  int version_count = 3;
};

class Sample {
 public:
  explicit Sample(SampleOptions options = {});
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;
  ~Sample();

  using Edit = std::function<void(boost::json::object&)>;
  // Changes the newest inventory, which is that of the root and of the head version.
  void edit_head(const Edit& edit);
  // Changes every inventory.
  void edit_all(const Edit& edit);
  // Changes one: "" is the root's, else "v1" …
  void edit(const std::string& place, const Edit& edit);

  std::string version_name(int number) const;
  static std::string digest_of(const std::string& algorithm, const std::string& text);

  std::map<std::string, std::string> files;      // everything but inventories and sidecars
  std::set<std::string> folders;                 // to be made although empty
  std::map<std::string, std::string> raw_texts;  // replace what would be written at a path
  std::set<std::string> left_out;                // paths not to be written

  void write(const std::filesystem::path& folder) const;

 private:
  struct Inventories;
  SampleOptions options_;
  std::unique_ptr<Inventories> inventories_;
};

// Scratch folders in memory, where there is such a file system: these tests make thousands of small
// files and fsyncs, and none of them is about power cuts. TMPDIR set by the caller wins.
void prefer_memory_for_scratch();

// "E010 E046": the codes of a validation, each once, sorted.
std::string codes_of_validation(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, const std::string& text);

}  // namespace liuhen::vault::ocfl
