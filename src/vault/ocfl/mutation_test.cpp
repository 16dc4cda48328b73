#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cctype>
#include <cstdlib>

#include "base/disk.h"
#include "vault/ocfl/mutation.h"

namespace liuhen::vault::ocfl {
namespace json = boost::json;

json::object& version(json::object& inventory, const char* name) {
  return inventory["versions"].as_object()[name].as_object();
}

std::string sha512(const std::string& text) { return Sample::digest_of("sha512", text); }

std::string upper_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

Sample::Edit set(const char* key, const json::value& value) {
  return [=](json::object& inventory) { inventory[key] = value; };
}

Sample::Edit drop(const char* key) {
  return [=](json::object& inventory) { inventory.erase(key); };
}

Sample::Edit in_version(const char* name, const std::function<void(json::object&)>& edit) {
  return [=](json::object& inventory) {
    if (inventory["versions"].as_object().contains(name)) edit(version(inventory, name));
  };
}

Sample::Edit content_path(const std::string& from, const std::string& to) {
  return [=](json::object& inventory) {
    for (auto& entry : inventory["manifest"].as_object()) {
      for (json::value& text : entry.value().as_array()) {
        if (text.as_string() == from) text = json::string(to);
      }
    }
  };
}

Sample::Edit logical_path(const std::string& to) {
  return in_version("v3", [=](json::object& block) {
    block["state"].as_object()[sha512("second text\n")] = json::array{json::string(to)};
  });
}

Sample::Edit fixity(const std::string& algorithm, const std::string& digest,
                    const std::string& text) {
  return set("fixity", json::object{{algorithm, {{digest, json::array{json::string(text)}}}}});
}

// The same object with every digest in capitals, in manifest and states alike.
void spell_digests_in_upper_case(Sample& sample) {
  const auto respelt = [](json::object& block) {
    json::object out;
    for (const auto& entry : block) out[upper_case(std::string(entry.key()))] = entry.value();
    block = out;
  };
  sample.edit_all([&](json::object& inventory) {
    respelt(inventory["manifest"].as_object());
    for (auto& entry : inventory["versions"].as_object()) {
      respelt(entry.value().as_object()["state"].as_object());
    }
  });
}

Sample::Edit rename_version(const char* from, const char* to) {
  return [=](json::object& inventory) {
    json::object& versions = inventory["versions"].as_object();
    const json::value block = versions[from];
    versions.erase(from);
    versions[to] = block;
  };
}

void judge(const std::vector<Mutation>& table) {
  prefer_memory_for_scratch();
  const base::ScratchFolder scratch("ocfl");
  const char* kept = std::getenv("LIUHEN_OCFL_SAMPLES");
  for (const Mutation& mutation : table) {
    std::string name = mutation.expected.empty() ? "good" : mutation.expected;
    for (char& c : name) c = c == ' ' ? '_' : c;
    const auto folder = (kept == nullptr ? scratch.path() : std::filesystem::path(kept)) /
                        (name + "_" + mutation.name);
    Sample sample(mutation.options);
    mutation.spoil(sample);
    sample.write(folder);
    if (mutation.spoil_on_disk) mutation.spoil_on_disk(folder);
    EXPECT_EQ(codes_of_validation(folder), mutation.expected) << mutation.name;
  }
}

}  // namespace liuhen::vault::ocfl
