// Codes of inventories, each by one mutation of a good object.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "vault/ocfl/mutation.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;

const std::vector<Mutation> kBadHeads{
    {"E033", "not_json", [](Sample& s) { s.raw_texts["inventory.json"] = "{\"id\":"; }},
    {"E033", "key_twice",
     [](Sample& s) {
       s.edit_head([&](json::object& i) {
         const std::string text = json::serialize(i);
         s.raw_texts["inventory.json"] = s.raw_texts["v3/inventory.json"] =
             text.substr(0, text.size() - 1) + ",\"head\":\"v3\"}";
       });
     }},
    {"E096", "manifest_key_twice",
     [](Sample& s) {
       s.edit_head([&](json::object& i) {
         const std::string text = json::serialize(i);
         const std::string key = "\"" + sha512("first text\n") + "\":";
         s.raw_texts["inventory.json"] = s.raw_texts["v3/inventory.json"] =
             text.substr(0, text.find(key)) + key + "[]," + text.substr(text.find(key));
       });
     }},
    {"E033", "bad_utf8",
     [](Sample& s) { s.raw_texts["inventory.json"] = "{\"id\":\"\xC0\xAF\"}"; }},
    {"E033", "deeply_nested",
     [](Sample& s) { s.raw_texts["inventory.json"] = std::string(100000, '['); }},
    {"E033", "not_an_object", [](Sample& s) { s.raw_texts["inventory.json"] = "[1]"; }},
    {"E025", "md5_addresses_content",
     [](Sample& s) { s.edit_head(set("digestAlgorithm", "md5")); }},
    {"E017", "content_directory_with_slash",
     [](Sample& s) { s.edit_head(set("contentDirectory", "a/b")); }},
    {"E018", "content_directory_dots",
     [](Sample& s) { s.edit_head(set("contentDirectory", "..")); }},
    {"E108", "content_directory_number",
     [](Sample& s) { s.edit_head(set("contentDirectory", 5)); }},
    {"E020 E042", "content_directory_changes",
     [](Sample& s) { s.edit("v2", set("contentDirectory", "other")); }},
    {"E019 E042",
     "content_directory_set_late",
     [](Sample& s) { s.edit("v1", drop("contentDirectory")); },
     {.content_directory = "data"}},
    {"E036", "no_id", [](Sample& s) { s.edit_head(drop("id")); }},
    {"E036", "no_type", [](Sample& s) { s.edit_head(drop("type")); }},
    {"E036", "no_digest_algorithm", [](Sample& s) { s.edit_head(drop("digestAlgorithm")); }},
    {"E036", "no_head", [](Sample& s) { s.edit_head(drop("head")); }},
    {"E037", "empty_id", [](Sample& s) { s.edit_head(set("id", "")); }},
    {"E037 E110", "id_changes", [](Sample& s) { s.edit("v1", set("id", "urn:example:other")); }},
    {"E038", "type_unknown",
     [](Sample& s) { s.edit_head(set("type", "https://example.org/inventory")); }},
    {"E038", "type_of_other_version",
     [](Sample& s) { s.edit_all(set("type", "https://ocfl.io/1.0/spec/#inventory")); }},
    {"E040", "head_not_newest", [](Sample& s) { s.edit_head(set("head", "v2")); }},
    {"E040", "head_not_text", [](Sample& s) { s.edit_head(set("head", 3)); }},
    {"E040", "version_inventory_of_other_version",
     [](Sample& s) {
       s.edit("v1", [&](json::object& inventory) {
         s.edit("v2", [&](json::object& second) { inventory = second; });
       });
     }},
    {"E041", "no_manifest", [](Sample& s) { s.edit_head(drop("manifest")); }},
    {"E041", "no_versions", [](Sample& s) { s.edit_head(drop("versions")); }},
    {"E045", "versions_not_an_object",
     [](Sample& s) { s.edit_head(set("versions", json::array{})); }},
    {"E008", "versions_empty", [](Sample& s) { s.edit_head(set("versions", json::object{})); }},
    {"E064", "newest_inventories_differ",
     [](Sample& s) { s.edit("v3", set("id", "urn:example:other")); }},
    {"E066", "prior_state_differs",
     [](Sample& s) {
       s.edit("v1", in_version("v1", [](json::object& block) {
                block["state"].as_object()[sha512("first text\n")] = json::array{"b.txt"};
              }));
     }},
    {"E040 E066 W011", "prior_version_unknown",
     [](Sample& s) {
       s.edit("v1", [](json::object& inventory) {
         version(inventory, "v1");
         inventory["versions"].as_object()["v2"] = version(inventory, "v1");
         inventory["versions"].as_object()["v3"] = version(inventory, "v1");
         inventory["versions"].as_object()["v4"] = version(inventory, "v1");
         inventory["head"] = "v4";
       });
     }},
    {"E023 E066", "prior_manifest_lacks_a_file",
     [](Sample& s) {
       s.edit("v2", [](json::object& inventory) {
         inventory["manifest"].as_object().erase(sha512("first text\n"));
         version(inventory, "v1")["state"].as_object().erase(sha512("first text\n"));
       });
     }},
    {"E102", "unknown_key", [](Sample& s) { s.edit_head(set("extra", 1)); }},
    {"E102", "unknown_key_in_version",
     [](Sample& s) {
       s.edit_all(in_version("v1", [](json::object& block) { block["extra"] = 1; }));
     }},
    {"E103", "spec_version_falls",
     [](Sample& s) { s.edit("v2", set("type", "https://ocfl.io/1.0/spec/#inventory")); }},
};

TEST(InventoryCodes, Heads) { judge(kBadHeads); }

const std::vector<Mutation> kBadManifests{
    {"E014", "content_path_with_padding",
     [](Sample& s) { s.edit_head(content_path(kV1a, "v01/content/a.txt")); }},
    {"E031 E107", "digest_too_short",
     [](Sample& s) {
       s.edit_head([](json::object& i) { i["manifest"].as_object()["abc"] = json::array{}; });
     }},
    {"E030 E107 W004",
     "sha256_not_hex",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[std::string(64, 'z')] = json::array{};
       });
     },
     {.algorithm = "sha256"}},
    {"E035", "backslashes",
     [](Sample& s) { s.edit_head(content_path(kV1a, "v1\\content\\a.txt")); }},
    {"E042", "outside_of_versions",
     [](Sample& s) { s.edit_head(content_path(kV1a, "content/v1/a.txt")); }},
    {"E042", "not_in_content_folder",
     [](Sample& s) { s.edit_head(content_path(kV1a, "v1/other/a.txt")); }},
    {"E042", "of_a_version_that_is_not",
     [](Sample& s) { s.edit_head(content_path(kV1a, "v9/content/a.txt")); }},
    {"E092", "value_not_an_array",
     [](Sample& s) {
       s.edit_head(
           [](json::object& i) { i["manifest"].as_object()[sha512("first text\n")] = kV1a; });
     }},
    {"E092", "file_changed", [](Sample& s) { s.files[kV1a] = "First text\n"; }},
    {"E092", "file_missing", [](Sample& s) { s.files.erase(kV1a); }},
    {"E096", "digest_in_two_cases",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[upper_case(sha512("first text\n"))] = json::array{};
       });
     }},
    {"E098", "content_path_not_text",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[sha512("first text\n")].as_array().push_back(7);
       });
     }},
    {"E099", "dots_in_content_path",
     [](Sample& s) { s.edit_head(content_path(kV1a, "v1/content/../content/a.txt")); }},
    {"E099", "escape_from_the_object",
     [](Sample& s) { s.edit_head(content_path(kV1a, "../../../../etc/passwd")); }},
    {"E100", "absolute_content_path",
     [](Sample& s) { s.edit_head(content_path(kV1a, "/etc/passwd")); }},
    {"E101", "content_path_twice",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[sha512("first text\n")].as_array().push_back(json::string(kV1a));
       });
     }},
    {"E101", "content_path_is_part_of_another",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[sha512("first text\n")].as_array().push_back(
             json::string(kV1a + "/b"));
       });
     }},
    {"E106", "manifest_not_an_object",
     [](Sample& s) { s.edit_head(set("manifest", json::array{})); }},
    {"E107", "digest_used_nowhere",
     [](Sample& s) {
       s.files["v3/content/n.txt"] = "n";
       s.edit_head([](json::object& i) {
         i["manifest"].as_object()[sha512("n")] = json::array{"v3/content/n.txt"};
       });
     }},
    {"E029", "fixity_sha1_malformed", [](Sample& s) { s.edit_head(fixity("sha1", "abc", kV1a)); }},
    {"E032", "fixity_blake_malformed",
     [](Sample& s) { s.edit_head(fixity("blake2b-512", "abc", kV1a)); }},
    {"E056", "fixity_sm3",
     [](Sample& s) { s.edit_head(fixity("sm3", std::string(64, 'a'), kV1a)); }},
    {"E057", "fixity_block_not_an_object",
     [](Sample& s) {
       s.edit_head(set("fixity", json::object{{"md5", 5}}));
     }},
    {"E057", "fixity_value_not_an_array",
     [](Sample& s) {
       s.edit_head(set("fixity", json::object{{"md5", {{std::string(32, 'a'), "x"}}}}));
     }},
    {"E093", "fixity_differs",
     [](Sample& s) { s.edit_head(fixity("md5", std::string(32, 'a'), kV1a)); }},
    {"E093", "fixity_size_differs", [](Sample& s) { s.edit_head(fixity("size", "12", kV1a)); }},
    {"E093", "fixity_of_missing_file",
     [](Sample& s) { s.edit_head(fixity("md5", std::string(32, 'a'), "v1/content/no.txt")); }},
    {"E097", "fixity_digest_in_two_cases",
     [](Sample& s) {
       const std::string digest = Sample::digest_of("md5", "first text\n");
       s.edit_head(set("fixity", json::object{{"md5",
                                               {{digest, json::array{json::string(kV1a)}},
                                                {upper_case(digest), json::array{}}}}}));
     }},
    {"E099", "fixity_path_with_dots",
     [](Sample& s) { s.edit_head(fixity("md5", std::string(32, 'a'), "v1/../../x")); }},
    {"E100", "fixity_path_absolute",
     [](Sample& s) { s.edit_head(fixity("md5", std::string(32, 'a'), "/etc/passwd")); }},
    {"E111", "fixity_not_an_object", [](Sample& s) { s.edit_head(set("fixity", 5)); }},
    {"E056",
     "fixity_not_an_object_1_0",
     [](Sample& s) { s.edit_head(set("fixity", 5)); },
     {.spec_version = "1.0"}},
};

TEST(InventoryCodes, Manifests) { judge(kBadManifests); }

const std::vector<Mutation> kBadVersions{
    {"E009 E042 E046", "first_version_missing",
     [](Sample& s) {
       s.edit_head([](json::object& i) {
         i["versions"].as_object().erase("v1");
         version(i, "v2")["state"].as_object()[sha512("first text\n")] = json::array{"z.txt"};
       });
     }},
    {"E010 E040 E046", "version_skipped",
     [](Sample& s) { s.edit_head(rename_version("v3", "v4")); }},
    {"E011 E013 E040 E046 W001",
     "padding_ends",
     [](Sample& s) { s.edit_head(rename_version("v03", "v3")); },
     {.width = 2}},
    {"E012 E013 E014 E046", "padding_begins",
     [](Sample& s) { s.edit_head(rename_version("v2", "v02")); }},
    {"E046 E104", "version_without_v",
     [](Sample& s) {
       s.edit_head([](json::object& i) { i["versions"].as_object()["4"] = json::object{}; });
     }},
    {"E046 E105", "version_zero",
     [](Sample& s) {
       s.edit_head([](json::object& i) { i["versions"].as_object()["v0"] = json::object{}; });
     }},
    {"E047", "version_not_an_object",
     [](Sample& s) { s.edit_head([](json::object& i) { i["versions"].as_object()["v3"] = 3; }); }},
    {"E048", "no_created",
     [](Sample& s) {
       s.edit_all(in_version("v2", [](json::object& block) { block.erase("created"); }));
     }},
    {"E048", "no_state",
     [](Sample& s) {
       s.edit_head(in_version("v3", [](json::object& block) { block.erase("state"); }));
     }},
    {"E049", "created_without_zone",
     [](Sample& s) {
       s.edit_all(
           in_version("v2", [](json::object& block) { block["created"] = "2026-03-02T10:00:00"; }));
     }},
    {"E049", "created_without_seconds",
     [](Sample& s) {
       s.edit_all(
           in_version("v2", [](json::object& block) { block["created"] = "2026-03-02T10:00Z"; }));
     }},
    {"E050", "state_not_an_object",
     [](Sample& s) {
       s.edit_head(in_version("v3", [](json::object& b) { b["state"] = json::array{}; }));
     }},
    {"E050", "state_digest_not_in_manifest",
     [](Sample& s) {
       s.edit_head(in_version("v3", [](json::object& block) {
         block["state"].as_object()[std::string(128, 'a')] = json::array{"x.txt"};
       }));
     }},
    {"E050", "state_digest_in_other_case",
     [](Sample& s) {
       s.edit_head(in_version("v3", [](json::object& block) {
         const std::string digest = sha512("changed text\n");
         block["state"].as_object().erase(digest);
         block["state"].as_object()[upper_case(digest)] = json::array{"a.txt"};
       }));
     }},
    {"E051", "logical_path_not_text",
     [](Sample& s) {
       s.edit_head(in_version("v3", [](json::object& block) {
         block["state"].as_object()[sha512("second text\n")] = json::array{5};
       }));
     }},
    {"E052", "dots_in_logical_path", [](Sample& s) { s.edit_head(logical_path("a/../b")); }},
    {"E052", "empty_element_in_logical_path", [](Sample& s) { s.edit_head(logical_path("a//b")); }},
    {"E053", "absolute_logical_path", [](Sample& s) { s.edit_head(logical_path("/b")); }},
    {"E054", "user_not_an_object",
     [](Sample& s) {
       s.edit_all(in_version("v2", [](json::object& block) { block["user"] = "Li Na"; }));
     }},
    {"E054", "user_without_name",
     [](Sample& s) {
       s.edit_all(
           in_version("v2", [](json::object& block) { block["user"].as_object().erase("name"); }));
     }},
    {"E094", "message_not_text",
     [](Sample& s) {
       s.edit_all(in_version("v2", [](json::object& block) { block["message"] = 5; }));
     }},
    {"E095", "logical_path_twice", [](Sample& s) { s.edit_head(logical_path("a.txt")); }},
    {"E095", "logical_path_is_part_of_another",
     [](Sample& s) { s.edit_head(logical_path("a.txt/b")); }},
};

TEST(InventoryCodes, Versions) { judge(kBadVersions); }

}  // namespace
}  // namespace liuhen::vault::ocfl
