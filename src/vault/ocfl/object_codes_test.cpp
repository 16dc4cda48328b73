// Codes of an object and its folders, each by one mutation of a good object.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/json.hpp>

#include "base/disk.h"
#include "vault/ocfl/mutation.h"

namespace liuhen::vault::ocfl {
namespace {

namespace json = boost::json;
using std::filesystem::path;

const std::vector<Mutation> kSoundObjects{
    {"", "three_versions", [](Sample&) {}},
    {"", "one_version", [](Sample&) {}, {.version_count = 1}},
    {"", "spec_1_0", [](Sample&) {}, {.spec_version = "1.0"}},
    {"", "other_content_directory", [](Sample&) {}, {.content_directory = "data"}},
    {"", "logs", [](Sample& s) { s.files["logs/2026.log"] = "checked\n"; }},
    {"", "empty_logs", [](Sample& s) { s.folders.insert("logs"); }},
    {"", "registered_extension",
     [](Sample& s) { s.files["extensions/0009-digest-algorithms/note.txt"] = "x"; }},
    {"", "upper_case_digests", spell_digests_in_upper_case},
    {"", "spec_rises_from_1_0",
     [](Sample& s) { s.edit("v1", set("type", "https://ocfl.io/1.0/spec/#inventory")); }},
    {"", "all_fixity_algorithms",
     [](Sample& s) {
       s.edit_head([](json::object& inventory) {
         json::object all;
         for (const char* name : {"md5", "sha1", "sha256", "sha512", "blake2b-512"}) {
           all[name] = json::object{
               {Sample::digest_of(name, "first text\n"), json::array{json::string(kV1a)}}};
         }
         all["size"] = json::object{{"11", json::array{json::string(kV1a)}}};
         all["sha512/256"] = json::object{{std::string(64, 'a'), json::array{json::string(kV1a)}}};
         inventory["fixity"] = all;
       });
     }},
    {"", "empty_fixity", [](Sample& s) { s.edit_head(set("fixity", json::object{})); }},
    {"",
     "sidecar_with_tabs",
     [](Sample&) {},
     {},
     [](const path& folder) {
       const std::string digest = base::read_text(folder / "inventory.json.sha512").substr(0, 128);
       write_text(folder / "inventory.json.sha512", upper_case(digest) + "\t \tinventory.json");
     }},
    {"W001", "zero_padded", [](Sample&) {}, {.width = 4}},
    {"W002", "extra_folder_in_version", [](Sample& s) { s.files["v1/notes/n.txt"] = "n"; }},
    {"W003", "empty_content_folder", [](Sample& s) { s.folders.insert("v3/content"); }},
    {"W004", "sha256", [](Sample&) {}, {.algorithm = "sha256"}},
    {"W005", "id_not_uri", [](Sample&) {}, {.id = "sample 1"}},
    {"W007", "no_message",
     [](Sample& s) {
       s.edit_all(in_version("v2", [](json::object& block) { block.erase("message"); }));
     }},
    {"W008", "no_address",
     [](Sample& s) {
       s.edit_all(in_version(
           "v2", [](json::object& block) { block["user"].as_object().erase("address"); }));
     }},
    {"W009", "address_not_uri",
     [](Sample& s) {
       s.edit_all(in_version(
           "v2", [](json::object& block) { block["user"].as_object()["address"] = "2nd floor"; }));
     }},
    {"W010", "no_version_inventory",
     [](Sample& s) {
       s.left_out = {"v2/inventory.json", "v2/inventory.json.sha512"};
     }},
    {"W011", "changed_message",
     [](Sample& s) {
       s.edit("v1", in_version("v1", [](json::object& block) { block["message"] = "other"; }));
     }},
    {"W013", "unregistered_extension",
     [](Sample& s) { s.files["extensions/our-own/note.txt"] = "x"; }},
};

TEST(ObjectCodes, SoundObjectsAndWarnings) { judge(kSoundObjects); }

const std::vector<Mutation> kBadFolders{
    {"E001", "extra_file", [](Sample& s) { s.files["extra.txt"] = "x"; }},
    {"E001", "extra_folder", [](Sample& s) { s.files["extra/x.txt"] = "x"; }},
    {"E001", "version_is_a_file", [](Sample& s) { s.files["v4"] = "x"; }},
    {"E003", "no_declaration", [](Sample& s) { s.files.erase("0=ocfl_object_1.1"); }},
    {"E003", "two_declarations",
     [](Sample& s) { s.files["0=ocfl_object_1.0"] = "ocfl_object_1.0\n"; }},
    {"E003 E004", "declaration_without_type",
     [](Sample& s) {
       s.files.erase("0=ocfl_object_1.1");
       s.files["ocfl_object_1.1"] = "ocfl_object_1.1\n";
     }},
    {"E003 E005", "declaration_of_other_type",
     [](Sample& s) {
       s.files.erase("0=ocfl_object_1.1");
       s.files["1=ocfl_object_1.1"] = "ocfl_object_1.1\n";
     }},
    {"E003 E006", "declaration_of_unknown_version",
     [](Sample& s) {
       s.files.erase("0=ocfl_object_1.1");
       s.files["0=ocfl_object_7.0"] = "ocfl_object_7.0\n";
     }},
    {"E007", "declaration_without_newline",
     [](Sample& s) { s.files["0=ocfl_object_1.1"] = "ocfl_object_1.1"; }},
    {"E015", "file_in_version_folder", [](Sample& s) { s.files["v1/note.txt"] = "x"; }},
    {"E016 E092", "content_folder_missing", [](Sample& s) { s.files.erase("v2/content/a.txt"); }},
    {"E023", "file_not_in_manifest", [](Sample& s) { s.files["v1/content/new.txt"] = "x"; }},
    {"E024", "empty_folder_in_content",
     [](Sample& s) { s.folders.insert("v1/content/folder/hollow"); }},
    {"E034 E063", "inventory_misnamed",
     [](Sample& s) {
       s.left_out = {"inventory.json", "inventory.json.sha512"};
       s.files["Inventory.json"] = "{}";
     }},
    {"E046", "version_folder_not_in_inventory",
     [](Sample& s) { s.files["v4/content/x.txt"] = "x"; }},
    {"E046", "version_folder_missing",
     [](Sample& s) {
       s.left_out = {"v3/inventory.json", "v3/inventory.json.sha512"};
     }},
    {"E058", "no_sidecar", [](Sample& s) { s.left_out.insert("inventory.json.sha512"); }},
    {"E058", "no_version_sidecar",
     [](Sample& s) { s.left_out.insert("v1/inventory.json.sha512"); }},
    {"E058 E059", "sidecar_of_other_algorithm",
     [](Sample& s) {
       s.left_out.insert("inventory.json.sha512");
       s.files["inventory.json.sha256"] = std::string(64, 'a') + " inventory.json\n";
     }},
    {"E060", "sidecar_digest_wrong",
     [](Sample& s) {
       s.raw_texts["inventory.json.sha512"] = std::string(128, 'a') + " inventory.json\n";
     }},
    {"E060", "version_sidecar_digest_wrong",
     [](Sample& s) {
       s.raw_texts["v1/inventory.json.sha512"] = std::string(128, 'a') + " inventory.json\n";
     }},
    {"E061", "sidecar_malformed",
     [](Sample& s) {
       s.raw_texts["inventory.json.sha512"] = std::string(128, 'a') + " other.json\n";
     }},
    {"E063", "no_inventory",
     [](Sample& s) {
       s.left_out = {"inventory.json", "inventory.json.sha512"};
     }},
    {"E067", "file_in_extensions", [](Sample& s) { s.files["extensions/x.txt"] = "x"; }},
    {"E090",
     "symbolic_link",
     [](Sample&) {},
     {},
     [](const path& folder) { std::filesystem::create_symlink("a.txt", folder / "v1/content/l"); }},
    {"E090 E092",
     "file_replaced_by_link",
     [](Sample&) {},
     {},
     [](const path& folder) {
       std::filesystem::rename(folder / kV1a, folder.parent_path() / "away.txt");
       std::filesystem::create_symlink("../../../away.txt", folder / kV1a);
     }},
    {"E023 E090",
     "hard_link",
     [](Sample&) {},
     {},
     [](const path& folder) {
       std::filesystem::create_hard_link(folder / kV1a, folder / "v1/content/twin.txt");
     }},
    {"E090",
     "named_pipe",
     [](Sample&) {},
     {},
     [](const path& folder) { ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0); }},
};

TEST(ObjectCodes, RootsAndFolders) { judge(kBadFolders); }

}  // namespace
}  // namespace liuhen::vault::ocfl
