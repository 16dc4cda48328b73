#include "crash/actor.h"

#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

#include "base/fault.h"
#include "base/json.h"
#include "catalog/entry_queries.h"
#include "catalog/people_queries.h"
#include "flows/admin/found_house.h"
#include "flows/admin/rebuild_house.h"
#include "model/entry/people.h"

namespace liuhen::crash {
namespace {

namespace json = boost::json;

constexpr const char* kOfficer = "officer";
// So that the acting crosses from the first tile of 256 entries into the second.
constexpr int kEntriesBefore = 251;

std::size_t size_of_file(const std::string& name) {
  if (name.starts_with("large")) return (std::size_t{5} << 20) + 77;
  return name.starts_with("empty") ? 0 : 1024;
}

}  // namespace

base::Bytes bytes_of_file(const std::string& name) {
  base::Bytes out(size_of_file(name));
  std::uint32_t seed = 1;
  for (const char c : name) seed = seed * 31 + static_cast<std::uint32_t>(c);
  for (auto& byte : out) {
    seed = seed * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(seed >> 24U);
  }
  return out;
}

std::unique_ptr<flows::House> open_house(const base::fs::path& data, const base::Clock& clock) {
  flows::HouseOptions options;
  options.data = data;
  options.probe_program = "/nonexistent";
  options.attend = false;
  options.desk_rules.free_bytes_kept = std::uint64_t{1} << 20;
  options.desk_rules.retry_ms = 50;
  return flows::House::open(options, clock);
}

flows::Caller officer_of(flows::House& house) {
  auto lease = house.catalog().read();
  const auto account = catalog::find_account_by_sign_in_name(lease, kOfficer);
  if (!account) throw base::Damaged("the officer's account is gone");
  return {*account, "127.0.0.1"};
}

std::optional<flows::UploadSheet> wait_for_end(flows::House& house, const model::UploadId& id,
                                               int patience_ms) {
  const auto owner = officer_of(house).account.id;
  const std::int64_t until = base::monotonic_ms() + patience_ms;
  while (base::monotonic_ms() < until && house.healthy()) {
    const auto sheet = house.desk().find_upload(owner, id);
    if (!sheet) return std::nullopt;
    const bool ended =
        sheet->state == flows::UploadState::done || sheet->state == flows::UploadState::refused;
    if (ended) return sheet;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return std::nullopt;
}

AcknowledgementFile::AcknowledgementFile(const base::fs::path& path)
    : file_(base::File::open_append(path)) {}

void AcknowledgementFile::add(const Acknowledgement& acknowledgement) {
  const json::object line{{"what", acknowledgement.what},
                          {"number", acknowledgement.number},
                          {"text", acknowledgement.text}};
  file_.write_all(base::as_bytes(base::canonical_json(line) + "\n"));
  file_.sync();
}

std::vector<Acknowledgement> AcknowledgementFile::read(const base::fs::path& path) {
  std::vector<Acknowledgement> out;
  const auto bytes = base::find_file(path);
  if (!bytes) return out;
  std::string_view rest = base::as_text(*bytes);
  // A last line without its end was being written when the program was killed.
  for (std::size_t end = 0; (end = rest.find('\n')) != std::string_view::npos;
       rest = rest.substr(end + 1)) {
    const auto line = base::parse_json(rest.substr(0, end));
    if (!line || !line->is_object()) throw base::Damaged("acknowledgements cannot be read");
    const json::object& object = line->get_object();
    out.push_back({std::string(*base::find_text(object, "what")),
                   static_cast<std::uint64_t>(*base::find_integer(object, "number")),
                   std::string(*base::find_text(object, "text"))});
  }
  return out;
}

int make_house(const base::fs::path& data) {
  const base::SystemClock clock;
  flows::found_house({data, "测试局", "Test bureau", "test.example/log", false}, clock);
  const auto house = open_house(data, clock);
  flows::FirstPeople people;
  people.units.push_back({std::nullopt, "执法科", "Enforcement"});
  people.accounts.push_back(
      {kOfficer, "张三", "1", {"0"}, {model::Role::officer}, "correct horse 1"});
  const auto founded = flows::enter_first_people(*house, people);
  if (!founded) throw base::Fault(founded.error().en);
  house->publisher().wait_for(0);
  for (int i = 3; i < kEntriesBefore; ++i) {
    house->commit_entry(model::make_entry(
        clock.now(), "system:test",
        model::UnitCreated{model::new_id<model::UnitId>(clock.now()), founded->units.front().id,
                           "科" + std::to_string(i), "Unit " + std::to_string(i)}));
  }
  return 0;
}

int recover(const base::fs::path& data) {
  const base::SystemClock clock;
  const auto house = open_house(data, clock);
  for (const auto& [sheet, offset] : house->desk().uploads_of(officer_of(*house).account.id)) {
    if (sheet.state != flows::UploadState::receiving) wait_for_end(*house, sheet.id, 5000);
  }
  return 0;
}

int open_and_close(const base::fs::path& data) {
  const base::SystemClock clock;
  open_house(data, clock);
  return 0;
}

int leave(const base::fs::path& data, const base::fs::path& acknowledgements) {
  const base::SystemClock clock;
  const auto house = open_house(data, clock);
  AcknowledgementFile acknowledged(acknowledgements);
  for (int i = 0; i < 3; ++i) {
    const auto index = house->commit_entry(model::make_entry(
        clock.now(), "system:test",
        model::UnitCreated{model::new_id<model::UnitId>(clock.now()), std::nullopt, "末", "Last"}));
    auto lease = house->catalog().read();
    const auto bytes = catalog::find_entry_bytes(lease, index);
    acknowledged.add({"entry", index, base::hex_of(base::sha256_of(*bytes))});
  }
  return std::raise(SIGKILL);
}

int rebuild(const base::fs::path& data) {
  const auto rebuilt =
      flows::rebuild_house(data, base::SystemClock(), [](std::uint64_t, std::uint64_t) {});
  std::fprintf(stderr, "crash_actor: %llu entries carried over\n",
               static_cast<unsigned long long>(rebuilt.carried_over));
  return 0;
}

}  // namespace liuhen::crash

int main(int argc, char** argv) {
  using namespace liuhen::crash;
  const auto is = [&](const char* command, int count) {
    return argc == count && std::strcmp(argv[1], command) == 0;
  };
  try {
    if (is("make", 3)) return make_house(argv[2]);
    if (is("act", 4)) return act(argv[2], argv[3]);
    if (is("leave", 4)) return leave(argv[2], argv[3]);
    if (is("rebuild", 3)) return rebuild(argv[2]);
    if (is("open", 3)) return open_and_close(argv[2]);
    if (is("recover", 3)) return recover(argv[2]);
    if (is("check", 4)) return check(argv[2], argv[3], false);
    if (is("check_faulty", 4)) return check(argv[2], argv[3], true);
    std::fprintf(stderr,
                 "usage: crash_actor make|open|recover|rebuild DATA | act|leave|check|check_faulty "
                 "DATA ACKS\n");
    return 2;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "crash_actor %s: %s\n", argv[1], fault.what());
    return 3;
  }
}
