#include "flows/documents/form_settings.h"

#include <boost/json.hpp>

#include "base/fault.h"
#include "base/json.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

constexpr std::size_t kBytesMax = 64 * 1024;
constexpr std::size_t kTextBytesMax = 600;

[[noreturn]] void throw_damaged(const base::fs::path& file, const std::string& why) {
  throw base::Damaged(file.string() + " cannot be used: " + why + "; mend it or move it away");
}

}  // namespace

FormSettings get_form_settings(const HouseFolders& folders, const HouseSettings& house) {
  FormSettings settings{house.name_zh, "", "", "", ""};
  const auto bytes = base::find_file(folders.form_settings(), kBytesMax);
  if (!bytes) return settings;
  const auto file = base::parse_json(base::as_text(*bytes), {kBytesMax, 4, true});
  if (!file) throw_damaged(folders.form_settings(), file.error());
  const json::object* object = file->if_object();
  if (object == nullptr) throw_damaged(folders.form_settings(), "it is no JSON object");
  for (const auto& [key, value] : *object) {
    std::string* place = nullptr;
    if (key == "bureau_word") place = &settings.bureau_word;
    if (key == "address") place = &settings.address;
    if (key == "phone") place = &settings.phone;
    if (key == "review_organ") place = &settings.review_organ;
    if (key == "court") place = &settings.court;
    if (place == nullptr) throw_damaged(folders.form_settings(), "unknown: " + std::string(key));
    const auto text = base::find_text(*object, key);
    if (!text || text->empty() || base::display_text(*text, kTextBytesMax) != *text) {
      throw_damaged(folders.form_settings(), std::string(key) + " is no text of one line");
    }
    *place = *text;
  }
  return settings;
}

}  // namespace liuhen::flows
