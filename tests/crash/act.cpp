// What the actor does: a case, an act, deposits (large in two pieces, small, the same bytes again),
// a viewing. A disk that is full or failing is met as a client would: said, and tried again twice.
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>

#include "base/fault.h"
#include "catalog/act_queries.h"
#include "catalog/entry_queries.h"
#include "crash/actor.h"
#include "flows/casework/casework.h"
#include "flows/recording/records.h"
#include "model/entry/people.h"

namespace liuhen::crash {
namespace {

using base::fs::path;

constexpr int kPatienceMs = 4000;
constexpr std::size_t kFirstPiece = std::size_t{3} << 20;

class Source final : public flows::ByteSource {
 public:
  explicit Source(base::ByteView bytes) : rest_(bytes) {}
  base::ByteView next() override {
    const auto piece = rest_.first(std::min<std::size_t>(rest_.size(), std::size_t{1} << 20));
    rest_ = rest_.subspan(piece.size());
    return piece;
  }
  bool is_complete() const override { return rest_.empty(); }

 private:
  base::ByteView rest_;
};

void say(const char* what, const char* detail) {
  std::fprintf(stderr, "crash_actor: %s: %s\n", what, detail);
}

class Actor {
 public:
  Actor(flows::House& house, AcknowledgementFile& acknowledged)
      : house_(house), acknowledged_(acknowledged), officer_(officer_of(house)) {}

  void run() {
    const auto act = find_or_open_act();
    if (!act) return;
    attempt("large", [&] { deposit(*act, "large.mp4"); });
    attempt("small", [&] { deposit(*act, "small.pdf"); });
    attempt("again", [&] { deposit(*act, "large.mp4"); });
    attempt("joined", [&] { deposit_joined(*act); });
    attempt("empty", [&] { deposit(*act, "empty.txt"); });
    attempt("viewing", [&] { view(); });
  }

 private:
  // Answers whether it went well; a fault is said, a full disk is tried again.
  bool attempt(const char* what, const std::function<void()>& step) {
    for (int tries = 0; tries < 3; ++tries) {
      try {
        step();
        return true;
      } catch (const base::DiskFull& full) {
        say(what, full.what());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      } catch (const base::Fault& fault) {
        say(what, fault.what());
        return false;
      }
    }
    return false;
  }

  void acknowledge_entry(const std::string& subject) {
    auto lease = house_.catalog().read();
    const auto history = catalog::history_of(lease, subject, {std::nullopt, 200});
    if (!history || history->entries.empty()) throw base::Damaged("no entry about " + subject);
    const auto index = history->entries.back().index;
    const auto bytes = catalog::find_entry_bytes(lease, index);
    acknowledged_.add({"entry", index, base::hex_of(base::sha256_of(*bytes))});
  }

  std::optional<model::ActId> find_or_open_act() {
    std::optional<model::ActId> found;
    attempt("case", [&] { found = find_act(open_or_find_case()); });
    return found;
  }

  model::CaseId open_or_find_case() {
    {
      auto lease = house_.catalog().read();
      if (const auto known = catalog::find_case_by_number(lease, "留 1")) return known->id;
    }
    const auto opened = flows::open_case(house_, officer_, {"留 1", "案", "甲", "ordinary", {}});
    if (!opened) throw base::Fault(opened.error().en);
    acknowledge_entry("case:" + opened->id.text);
    return opened->id;
  }

  model::ActId find_act(const model::CaseId& case_id) {
    const auto detail = flows::get_case(house_, officer_, case_id);
    if (!detail) throw base::Fault(detail.error().en);
    if (!detail->acts.empty()) return detail->acts.front().id;
    const auto act = flows::open_act(house_, officer_, case_id,
                                     {"inquiry", "询问", "局", {officer_.account.id}, {}, {}, {}});
    if (!act) throw base::Fault(act.error().en);
    acknowledge_entry("act:" + act->id.text);
    return act->id;
  }

  void append(const model::UploadId& id, base::ByteView bytes, std::size_t size_max) {
    const auto& owner = officer_.account.id;
    const auto status = house_.desk().get_status(owner, id);
    if (!status) throw base::Fault(status.error().en);
    const auto rest = bytes.subspan(static_cast<std::size_t>(status->offset_bytes));
    const auto piece = rest.first(std::min(rest.size(), size_max));
    if (piece.empty()) return;
    Source source(piece);
    const auto sent =
        house_.desk().append(owner, id, {status->offset_bytes, piece.size(), std::nullopt}, source);
    if (!sent) throw base::Fault(sent.error().en);
    acknowledged_.add({"offset", sent->offset_bytes, id.text});
  }

  void deposit(const model::ActId& act, const std::string& name) {
    const base::Bytes bytes = bytes_of_file(name);
    flows::NewUpload upload;
    upload.owner_id = officer_.account.id;
    upload.size_bytes = bytes.size();
    upload.metadata = {{"filename", name}, {"act_id", act.text}};
    const auto created = house_.desk().create(upload);
    if (!created) throw base::Fault(created.error().en);
    acknowledged_.add({"offset", 0, created->id.text});
    bool sent = attempt("append", [&] { append(created->id, bytes, kFirstPiece); });
    sent = sent && attempt("append", [&] { append(created->id, bytes, SIZE_MAX); });
    if (sent) take_receipt(created->id);
  }

  void deposit_joined(const model::ActId& act) {
    flows::NewUpload joined;
    joined.owner_id = officer_.account.id;
    joined.kind = flows::UploadKind::joined;
    joined.metadata = {{"filename", "joined.mp4"}, {"act_id", act.text}};
    for (const std::string& name : kParts) joined.part_ids.push_back(send_part(name));
    const auto created = house_.desk().create(joined);
    if (!created) throw base::Fault(created.error().en);
    acknowledged_.add({"offset", created->size_bytes, created->id.text});
    take_receipt(created->id);
  }

  model::UploadId send_part(const std::string& name) {
    const base::Bytes bytes = bytes_of_file(name);
    flows::NewUpload part;
    part.owner_id = officer_.account.id;
    part.kind = flows::UploadKind::part;
    part.size_bytes = bytes.size();
    part.metadata = {{"filename", name}};
    const auto created = house_.desk().create(part);
    if (!created) throw base::Fault(created.error().en);
    Source source(bytes);
    const auto sent =
        house_.desk().append(part.owner_id, created->id, {0, bytes.size(), std::nullopt}, source);
    if (!sent) throw base::Fault(sent.error().en);
    acknowledged_.add({"part", sent->offset_bytes, created->id.text});
    return created->id;
  }

  void take_receipt(const model::UploadId& id) {
    const auto sheet = wait_for_end(house_, id, kPatienceMs);
    if (!sheet) {
      say("stuck", id.text.c_str());
      return;
    }
    if (sheet->state != flows::UploadState::done) {
      say("refused", sheet->problem ? sheet->problem->en.c_str() : "");
      return;
    }
    record_ = sheet->record_id;
    acknowledged_.add(
        {"receipt", *sheet->entry_index, flows::receipt_of_entry(house_, *sheet->entry_index)});
  }

  void view() {
    if (!record_) return;
    const auto viewing = flows::open_viewing(house_, officer_, *record_, "复核");
    if (!viewing) throw base::Fault(viewing.error().en);
    acknowledge_entry("record:" + record_->text);
  }

  flows::House& house_;
  AcknowledgementFile& acknowledged_;
  const flows::Caller officer_;
  std::optional<model::RecordId> record_;
};

// Whether the writers still take commands; the harness compares that with what was injected.
void say_whether_it_goes_on(flows::House& house, const base::Clock& clock) {
  const char* writer = "goes on";
  try {
    house.commit_entry(
        model::make_entry(clock.now(), "system:test",
                          model::UnitCreated{model::new_id<model::UnitId>(clock.now()),
                                             std::nullopt, "后", "Later"}));
  } catch (const base::Fault& fault) {
    writer = "answers a fault";
  }
  std::fprintf(stderr, "crash_actor: writer %s, house %s\n", writer,
               house.healthy() ? "healthy" : "unhealthy");
}

}  // namespace

int act(const path& data, const path& acknowledgements) {
  const base::SystemClock clock;
  AcknowledgementFile acknowledged(acknowledgements);
  std::fprintf(stderr, "crash_actor: opening\n");
  auto house = open_house(data, clock);
  std::fprintf(stderr, "crash_actor: open\n");
  Actor(*house, acknowledged).run();
  say_whether_it_goes_on(*house, clock);
  std::fprintf(stderr, "crash_actor: closing\n");
  house.reset();
  std::fprintf(stderr, "crash_actor: closed\n");
  return 0;
}

}  // namespace liuhen::crash
