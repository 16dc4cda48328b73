// For tests: a mutation of a good object, the codes it must give, and edits to make one of.
#pragma once

#include <boost/json/fwd.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "vault/ocfl/sample.h"

namespace liuhen::vault::ocfl {

struct Mutation {
  std::string expected;  // the exact set of codes reported
  std::string name;
  std::function<void(Sample&)> spoil;
  SampleOptions options{};
  std::function<void(const std::filesystem::path&)> spoil_on_disk{};
};

// Writes each object, validates it and compares. With LIUHEN_OCFL_SAMPLES=folder in the
// environment the objects are left there, for other validators to judge.
void judge(const std::vector<Mutation>& table);

inline const std::string kV1a = "v1/content/a.txt";

boost::json::object& version(boost::json::object& inventory, const char* name);
std::string sha512(const std::string& text);
std::string upper_case(std::string text);
Sample::Edit set(const char* key, const boost::json::value& value);
Sample::Edit drop(const char* key);
Sample::Edit in_version(const char* name, const std::function<void(boost::json::object&)>& edit);
Sample::Edit content_path(const std::string& from, const std::string& to);
Sample::Edit logical_path(const std::string& to);  // of "second text" in v3
Sample::Edit fixity(const std::string& algorithm, const std::string& digest,
                    const std::string& text);
Sample::Edit rename_version(const char* from, const char* to);
void spell_digests_in_upper_case(Sample& sample);

}  // namespace liuhen::vault::ocfl
