// After the crash: opens the house as a server would, waits for what was under way, goes on with
// the upload that was cut and deposits one more, closes, and holds everything acknowledged against
// what is there.
#include <boost/json.hpp>
#include <cstdio>
#include <map>

#include "base/fault.h"
#include "base/json.h"
#include "catalog/case_queries.h"
#include "catalog/entry_queries.h"
#include "catalog/record_queries.h"
#include "crash/actor.h"
#include "flows/admin/rebuild_house.h"
#include "flows/admin/verify_house.h"
#include "flows/casework/casework.h"
#include "flows/intake/receipt.h"
#include "flows/recording/records.h"
#include "ledger/receipt_proof.h"

namespace liuhen::crash {
namespace {

namespace json = boost::json;
using base::fs::path;

constexpr int kPatienceMs = 10'000;

class BytesSource final : public flows::ByteSource {
 public:
  explicit BytesSource(base::ByteView bytes) : bytes_(bytes) {}
  base::ByteView next() override { return std::exchange(bytes_, {}); }
  bool is_complete() const override { return bytes_.empty(); }

 private:
  base::ByteView bytes_;
};

class Check {
 public:
  Check(path data, const path& acknowledgements, bool faulty)
      : data_(std::move(data)),
        acknowledged_(AcknowledgementFile::read(acknowledgements)),
        faulty_(faulty) {}

  int run() {
    go_on();
    check_sound("after the crash");
    check_log();
    flows::rebuild_house(data_, clock_, [](std::uint64_t, std::uint64_t) {});
    check_sound("after a rebuild");
    std::fprintf(stderr, "crash_actor: %zu acknowledged, %d problems\n", acknowledged_.size(),
                 problems_);
    return problems_ == 0 ? 0 : 1;
  }

 private:
  void add(const std::string& sentence) {
    ++problems_;
    std::fprintf(stderr, "crash_actor check: %s\n", sentence.c_str());
  }

  void go_on() {
    const auto house = open_house(data_, clock_);
    const auto owner = officer_of(*house).account.id;
    for (const auto& [sheet, offset] : house->desk().uploads_of(owner)) {
      if (sheet.state != flows::UploadState::receiving) wait_for_end(*house, sheet.id, kPatienceMs);
    }
    check_offsets(*house, owner);
    check_parts(*house, owner);
    for (const auto& [sheet, offset] : house->desk().uploads_of(owner)) {
      if (sheet.state == flows::UploadState::receiving) send_rest(*house, sheet, offset);
    }
    deposit_one_more(*house, owner);
    check_receipts(*house);
  }

  void check_offsets(flows::House& house, const model::AccountId& owner) {
    std::map<std::string, std::uint64_t> offsets;
    for (const auto& ack : acknowledged_) {
      if (ack.what == "offset") offsets[ack.text] = std::max(offsets[ack.text], ack.number);
    }
    for (const auto& [upload, offset] : offsets) {
      const auto sheet = house.desk().find_upload(owner, {upload});
      const auto status = house.desk().get_status(owner, {upload});
      if (!sheet || !status) {
        add("upload " + upload + " is gone");
        continue;
      }
      const bool refused = sheet->state == flows::UploadState::refused;
      if (refused && !faulty_) add("upload " + upload + " is refused: " + sheet->problem->en);
      if (!refused && status->offset_bytes < offset) {
        add("upload " + upload + " has only " + std::to_string(status->offset_bytes) +
            " bytes of " + std::to_string(offset) + " acknowledged");
      }
      const bool whole = offset == sheet->size_bytes && offset > 0;
      if (whole && !refused && sheet->state != flows::UploadState::done) {
        add("upload " + upload + " is complete, but stays " +
            std::string(flows::name_of(sheet->state)));
      }
    }
  }

  // A part is there until the deposit that it was joined into is, or was refused for a fault.
  void check_parts(flows::House& house, const model::AccountId& owner) {
    base::Bytes joined;
    for (const std::string& name : kParts) {
      const base::Bytes part = bytes_of_file(name);
      joined.insert(joined.end(), part.begin(), part.end());
    }
    const auto known = [&] {
      auto lease = house.catalog().read();
      return catalog::records_with_bytes(lease, base::hex_of(base::sha256_of(joined)),
                                         joined.size());
    }();
    if (!known.empty()) return check_record(house, known.front().id, known.front().sha256);
    for (const auto& ack : acknowledged_) {
      if (ack.what != "part") continue;
      const auto status = house.desk().get_status(owner, {ack.text});
      if (!status && faulty_) continue;
      if (status && status->offset_bytes >= ack.number) continue;
      add("part " + ack.text + (status ? " has lost bytes" : " is gone"));
    }
  }

  void send_rest(flows::House& house, const flows::UploadSheet& sheet, std::uint64_t offset) {
    const base::Bytes bytes = bytes_of_file(sheet.metadata.at("filename"));
    const auto rest = base::ByteView(bytes).subspan(static_cast<std::size_t>(offset));
    const bool is_part = sheet.kind == flows::UploadKind::part;
    if (is_part && rest.empty()) return;
    BytesSource source(rest);
    const auto sent =
        house.desk().append(sheet.owner_id, sheet.id, {offset, rest.size(), std::nullopt}, source);
    if (!sent) {
      add("upload " + sheet.id.text + " does not go on: " + sent.error().en);
      return;
    }
    if (!is_part) expect_done(house, sheet.id, base::sha256_of(bytes));
  }

  void expect_done(flows::House& house, const model::UploadId& id, const base::Digest256& sha256) {
    const auto sheet = wait_for_end(house, id, kPatienceMs);
    if (!sheet || sheet->state != flows::UploadState::done) {
      add("upload " + id.text + " did not become a record");
      return;
    }
    acknowledged_.push_back(
        {"receipt", *sheet->entry_index, flows::receipt_of_entry(house, *sheet->entry_index)});
    check_record(house, sheet->record_id, base::hex_of(sha256));
  }

  void deposit_one_more(flows::House& house, const model::AccountId& owner) {
    const auto act = find_act(house);
    if (!act) return;
    const base::Bytes bytes = bytes_of_file("later.pdf");
    flows::NewUpload upload;
    upload.owner_id = owner;
    upload.size_bytes = bytes.size();
    upload.metadata = {{"filename", "later.pdf"}, {"act_id", act->text}};
    const auto created = house.desk().create(upload);
    if (!created) {
      add("nothing can be deposited any more: " + created.error().en);
      return;
    }
    BytesSource source(bytes);
    const auto sent =
        house.desk().append(owner, created->id, {0, bytes.size(), std::nullopt}, source);
    if (!sent) add("nothing can be appended any more: " + sent.error().en);
    expect_done(house, created->id, base::sha256_of(bytes));
  }

  static std::optional<model::ActId> find_act(flows::House& house) {
    auto lease = house.catalog().read();
    const auto known = catalog::find_case_by_number(lease, "留 1");
    if (!known) return std::nullopt;
    const auto detail = flows::get_case(house, officer_of(house), known->id);
    if (!detail || detail->acts.empty()) return std::nullopt;
    return detail->acts.front().id;
  }

  void check_record(flows::House& house, const model::RecordId& id, const std::string& sha256) {
    auto lease = house.catalog().read();
    const auto record = catalog::find_record(lease, id);
    if (!record || record->sha256 != sha256) add("record " + id.text + " is not in the catalog");
    const auto stored = house.vault().find(id.text);
    if (!stored) {
      add("record " + id.text + " is not in the vault");
    } else if (base::hex_of(base::sha256_of(base::read_file(stored->content_file))) != sha256) {
      add("record " + id.text + " has other bytes in the vault");
    }
  }

  void check_receipts(flows::House& house) {
    const auto keys = house.log_keys();
    for (const auto& ack : acknowledged_) {
      if (ack.what != "receipt") continue;
      const auto parsed = base::parse_json(ack.text);
      const json::object& receipt = parsed->get_object();
      const model::RecordId record{std::string(*base::find_text(receipt, "record_id"))};
      check_record(house, record, std::string(*base::find_text(receipt, "sha256")));
      const auto stored = house.vault().find(record.text);
      const auto checked =
          flows::check_receipt(ack.text, keys.vkey, keys.sm2_public_pem,
                               stored ? std::optional(stored->content_file) : std::nullopt);
      for (const auto& step : checked.steps) {
        if (!step.ok) add("receipt of entry " + std::to_string(ack.number) + ": " + step.sentence);
      }
    }
  }

  // Only files: the house is closed.
  void check_log() {
    const ledger::LogReader log(data_ / "log");
    const auto latest = log.latest();
    if (!latest) {
      add("the log has no checkpoint");
      return;
    }
    for (const auto& ack : acknowledged_) {
      if (ack.what == "entry") check_entry(log, ack);
      if (ack.what == "receipt") check_consistency(log, latest->checkpoint, ack);
    }
  }

  void check_entry(const ledger::LogReader& log, const Acknowledgement& ack) {
    const auto bytes = log.read_entry(ack.number);
    if (!bytes || base::hex_of(base::sha256_of(*bytes)) != ack.text) {
      add("entry " + std::to_string(ack.number) + " is not the one that was acknowledged");
    }
  }

  void check_consistency(const ledger::LogReader& log, const ledger::Checkpoint& newest,
                         const Acknowledgement& ack) {
    const auto parsed = base::parse_json(ack.text);
    const json::object* proof = base::find_object(parsed->get_object(), "proof");
    const auto note = flows::entry_proof_of(*proof);
    const auto old = ledger::verify_checkpoint(note->checkpoint, note->keys.vkey);
    if (!old) {
      add("checkpoint of a receipt: " + old.error());
      return;
    }
    const auto hashes = log.consistency_proof(old->size, newest.size);
    if (!hashes ||
        !ledger::verify_consistency(old->size, newest.size, old->root, newest.root, *hashes)) {
      add("the log does not contain the tree of size " + std::to_string(old->size) +
          " that a receipt was given under");
    }
  }

  void check_sound(const std::string& when) {
    flows::VerifyHouseOptions options;
    options.data = data_;
    options.threads = 1;
    const auto report = flows::verify_house(options);
    for (const auto& problem : report.problems) {
      add(when + ": " + problem.code + " " + problem.place + ": " + problem.sentence);
    }
    if (report.unpublished_entries > 0) add(when + ": entries are not published");
  }

  const base::SystemClock clock_;
  const path data_;
  std::vector<Acknowledgement> acknowledged_;
  const bool faulty_;
  int problems_ = 0;
};

}  // namespace

int check(const path& data, const path& acknowledgements, bool faulty) {
  return Check(data, acknowledgements, faulty).run();
}

}  // namespace liuhen::crash
