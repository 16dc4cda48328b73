#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>

#include "base/digest.h"
#include "base/disk.h"
#include "vault/ocfl/sample.h"
#include "vault/ocfl/validate.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

const std::string kFirst = "first text\n", kSecond = "second text\n", kChanged = "changed text\n";

}  // namespace

struct Sample::Inventories {
  std::map<std::string, json::object> by_place;  // "" is the root's
};

std::string Sample::digest_of(const std::string& algorithm, const std::string& text) {
  base::Hasher hasher(*find_algorithm(algorithm)->computed_by);
  hasher.update(text);
  return base::hex_of(hasher.finish());
}

std::string Sample::version_name(int number) const {
  std::string digits = std::to_string(number);
  while (static_cast<int>(digits.size()) < options_.width) digits.insert(0, "0");
  return "v" + digits;
}

Sample::Sample(SampleOptions options)
    : options_(std::move(options)), inventories_(std::make_unique<Inventories>()) {
  const std::string& content = options_.content_directory;
  const auto digest = [&](const std::string& text) { return digest_of(options_.algorithm, text); };
  const std::string v1 = version_name(1), v2 = version_name(2);
  const std::string declaration = "ocfl_object_" + options_.spec_version;
  files["0=" + declaration] = declaration + "\n";

  json::object inventory;
  inventory["id"] = options_.id;
  inventory["type"] = "https://ocfl.io/" + options_.spec_version + "/spec/#inventory";
  inventory["digestAlgorithm"] = options_.algorithm;
  if (content != "content") inventory["contentDirectory"] = content;
  json::object manifest, versions;
  const auto add_file = [&](const std::string& path, const std::string& text) {
    files[path] = text;
    manifest[digest(text)] = json::array{json::string(path)};
  };
  const json::object user{{"name", "Li Na"}, {"address", "mailto:li.na@example.org"}};
  const std::vector<json::object> states{
      {{digest(kFirst), json::array{"a.txt"}}, {digest(kSecond), json::array{"folder/b.txt"}}},
      {{digest(kChanged), json::array{"a.txt"}}, {digest(kSecond), json::array{"folder/b.txt"}}},
      {{digest(kChanged), json::array{"a.txt"}}, {digest(kSecond), json::array{"c.txt"}}}};
  for (int number = 1; number <= options_.version_count; ++number) {
    if (number == 1) {
      add_file(v1 + "/" + content + "/a.txt", kFirst);
      add_file(v1 + "/" + content + "/folder/b.txt", kSecond);
    }
    if (number == 2) add_file(v2 + "/" + content + "/a.txt", kChanged);
    versions[version_name(number)] =
        json::object{{"created", "2026-03-0" + std::to_string(number) + "T10:00:00+08:00"},
                     {"message", "version " + std::to_string(number)},
                     {"user", user},
                     {"state", states[static_cast<std::size_t>(number - 1)]}};
    inventory["head"] = version_name(number);
    inventory["manifest"] = manifest;
    inventory["versions"] = versions;
    inventories_->by_place[version_name(number)] = inventory;
    inventories_->by_place[""] = inventory;
  }
}

Sample::~Sample() = default;

void Sample::edit(const std::string& place, const Edit& edit) {
  edit(inventories_->by_place.at(place));
}

void Sample::edit_head(const Edit& edit) {
  this->edit("", edit);
  this->edit(version_name(options_.version_count), edit);
}

void Sample::edit_all(const Edit& edit) {
  for (auto& [place, inventory] : inventories_->by_place) edit(inventory);
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::filesystem::remove(path);
  base::File::create_new(path, 0644).write_all(base::as_bytes(text));
}

void Sample::write(const std::filesystem::path& folder) const {
  std::filesystem::create_directories(folder);
  std::map<std::string, std::string> all = files;
  for (const auto& [place, inventory] : inventories_->by_place) {
    const std::string path = (place.empty() ? "" : place + "/") + std::string("inventory.json");
    const auto raw = raw_texts.find(path);
    const std::string text = raw == raw_texts.end() ? json::serialize(inventory) : raw->second;
    const json::value* named = inventory.if_contains("digestAlgorithm");
    std::string algorithm = options_.algorithm;
    if (named != nullptr && named->is_string()) algorithm = named->get_string();
    if (find_algorithm(algorithm) == nullptr) algorithm = options_.algorithm;
    all[path] = text;
    all[path + "." + algorithm] = digest_of(algorithm, text) + " inventory.json\n";
  }
  for (const auto& [path, text] : raw_texts) all[path] = text;
  for (const auto& [path, text] : all) {
    if (!left_out.contains(path)) write_text(folder / path, text);
  }
  for (const std::string& path : folders) std::filesystem::create_directories(folder / path);
}

void prefer_memory_for_scratch() {
  if (::access("/dev/shm", W_OK) == 0) ::setenv("TMPDIR", "/dev/shm", 0);
}

std::string codes_of_validation(const std::filesystem::path& path) {
  std::set<std::string> codes;
  for (const Problem& problem : validate(path).problems) codes.insert(problem.code);
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
  return out;
}

}  // namespace liuhen::vault::ocfl
