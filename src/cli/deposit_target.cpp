#include "cli/deposit_target.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <vector>

#include "base/json.h"
#include "base/random.h"

namespace liuhen::cli {
namespace json = boost::json;
namespace {

constexpr std::size_t kChoicesMax = 20;
constexpr std::size_t kShownBytesMax = 200;

std::string member(const json::object& object, std::string_view name) {
  return std::string(base::find_text(object, name).value_or(""));
}

// From the server to a terminal.
std::string shown(const json::object& object, std::string_view name) {
  return base::display_text(member(object, name), kShownBytesMax);
}

std::string line_of(const json::object& choice) {
  std::string line = "\n  ";
  for (const char* name : {"number", "id", "title", "model", "kind", "place", "started_at"}) {
    // The id is of use only where there is no number.
    if (std::string_view(name) == "id" && !member(choice, "number").empty()) continue;
    const std::string text = shown(choice, name);
    if (!text.empty()) line += text + "  ";
  }
  return line;
}

std::string choices_of(const json::array& listed) {
  std::string text;
  std::size_t count = 0;
  for (const json::value& value : listed) {
    const json::object* choice = value.if_object();
    if (choice == nullptr) continue;
    if (++count > kChoicesMax) return text + "\n  … and others";
    text += line_of(*choice);
  }
  return text;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

std::string plain_number(std::string_view number) {
  std::string text(number);
  for (const char* open : {"〔", "[", "［", "【", "（", "﹝"}) replace_all(text, open, "(");
  for (const char* close : {"〕", "]", "］", "】", "）", "﹞"}) replace_all(text, close, ")");
  replace_all(text, "　", "");
  std::erase(text, ' ');
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
  });
  return text;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) out += "%" + base::hex_of(base::as_bytes({&c, 1}));
  return out;
}

// The words to search for: the search takes brackets as they stand, so they are left out.
std::string search_words_of(std::string_view number) {
  std::string text = plain_number(number);
  for (const char* bracket : {"(", ")"}) replace_all(text, bracket, " ");
  return text;
}

[[noreturn]] void refuse(const std::string& option, const std::string& sentence) {
  throw base::Fault(option + ": " + sentence);
}

json::object get_object(ServerClient& client, const std::string& option, const std::string& path) {
  const HttpAnswer answer = client.get(path);
  if (!answer.ok()) refuse(option, sentence_of(answer));
  auto parsed = base::parse_json(answer.body, {.size_bytes_max = std::size_t{16} << 20});
  if (!parsed || !parsed->is_object()) {
    throw base::Fault("the server's answer is not what this program understands");
  }
  return std::move(parsed->get_object());
}

json::array list(ServerClient& client, const std::string& option, const std::string& path,
                 const char* name) {
  const json::object page = get_object(client, option, path);
  const json::array* listed = base::find_array(page, name);
  return listed == nullptr ? json::array() : *listed;
}

std::string own_cases(ServerClient& client) {
  const json::array own = list(client, "--case", "/api/cases?mine=true&limit=20", "cases");
  if (own.empty()) return "; this account handles no case";
  return "; the cases that this account handles:" + choices_of(own);
}

std::string find_case_id(ServerClient& client, const std::string& word) {
  if (base::is_uuid(word)) return word;
  if (word.size() > kShownBytesMax) refuse("--case", "this is too long for a case number");
  const std::string path = "/api/cases?limit=200&q=" + percent_encoded(search_words_of(word));
  const json::array found = list(client, "--case", path, "cases");
  const auto id = pick_by_number(found, word);
  if (id) return id->text;
  refuse("--case", "no case that this account may see has the number " + word +
                       (found.empty() ? own_cases(client)
                                      : "; those that look like it:" + choices_of(found)));
}

json::array acts_of_case(ServerClient& client, const std::string& case_id) {
  const HttpAnswer answer = client.get("/api/cases/" + case_id);
  if (answer.status == 404) {
    refuse("--case",
           "there is no case " + case_id + " that this account may see" + own_cases(client));
  }
  if (!answer.ok()) refuse("--case", sentence_of(answer));
  auto parsed = base::parse_json(answer.body, {.size_bytes_max = std::size_t{16} << 20});
  const json::object* found = parsed ? parsed->if_object() : nullptr;
  const json::array* acts = found == nullptr ? nullptr : base::find_array(*found, "acts");
  return acts == nullptr ? json::array() : *acts;
}

std::string find_device_id(ServerClient& client, const std::string& word) {
  if (word.empty()) return {};
  const json::array devices = list(client, "--device", "/api/devices", "devices");
  const auto id = pick_by_number(devices, word);
  if (id) return id->text;
  if (devices.empty()) refuse("--device", "no device is registered; the custodian registers them");
  refuse("--device", id.error() + ":" + choices_of(devices));
}

}  // namespace

base::Result<PickedId, std::string> pick_by_number(const json::array& listed,
                                                   std::string_view word) {
  const std::string plain = plain_number(word);
  for (const json::value& value : listed) {
    const json::object* one = value.if_object();
    if (one == nullptr) continue;
    const std::string id = member(*one, "id");
    if (!base::is_uuid(id)) continue;
    if (id == word || (!plain.empty() && plain_number(member(*one, "number")) == plain)) {
      return PickedId{id};
    }
  }
  return "none has the number " + std::string(word) + "; there are";
}

base::Result<PickedId, std::string> pick_act(const json::array& acts, std::string_view word) {
  json::array fitting;
  for (const json::value& value : acts) {
    const json::object* act = value.if_object();
    if (act == nullptr || !base::is_uuid(member(*act, "id"))) continue;
    if (member(*act, "id") == word) return PickedId{member(*act, "id")};
    if (member(*act, "title") == word) fitting.push_back(value);
  }
  if (fitting.size() == 1) return PickedId{member(fitting.front().get_object(), "id")};
  if (fitting.size() > 1) {
    return "several acts of the case are called " + std::string(word) +
           "; give the id of the one that is meant:" + choices_of(fitting);
  }
  if (acts.empty()) return std::string("the case has no act yet; open one on the case's page");
  return "no act of the case has the title or id " + std::string(word) +
         "; its acts:" + choices_of(acts);
}

DepositTarget find_deposit_target(ServerClient& client, const TargetWords& words) {
  DepositTarget target;
  target.case_id = find_case_id(client, words.case_word);
  const auto act = pick_act(acts_of_case(client, target.case_id), words.act_word);
  if (!act) refuse("--act", act.error());
  target.act_id = act->text;
  target.device_id = find_device_id(client, words.device_word);
  return target;
}

}  // namespace liuhen::cli
