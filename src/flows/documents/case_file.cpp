#include "flows/documents/case_file.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/disk.h"
#include "base/fault.h"
#include "base/json.h"
#include "catalog/act_queries.h"
#include "catalog/case_queries.h"
#include "catalog/law_queries.h"
#include "catalog/record_queries.h"
#include "flows/casework/sight.h"
#include "flows/documents/case_file_papers.h"
#include "flows/documents/drafts.h"
#include "flows/documents/known_of_case.h"
#include "flows/house.h"
#include "flows/recording/records.h"
#include "forms/form_book.h"
#include "model/entry/records.h"
#include "print/bind.h"
#include "print/print.h"

namespace liuhen::flows {
namespace {

using access::Permission;

constexpr std::uint64_t kPartBytesMax = std::uint64_t{64} << 20;
constexpr std::uint64_t kBoundBytesMax = std::uint64_t{256} << 20;
constexpr std::size_t kPartsMax = 1000;
constexpr int kOrderOfForeign = 990;  // after every form but the note at the end

// A part and where it comes in the file.
struct Sheaf {
  int order = 0;
  FiledPart line;
  base::Bytes pdf;
};

struct Gathered {
  CaseFileFrame frame;
  std::vector<catalog::FinalDocument> documents;
  std::vector<catalog::Evidence> evidence;
  std::vector<catalog::ActRecord> records;
  std::map<model::ActId, std::string> act_titles;
  std::map<model::RecordId, model::Record> details;
};

std::string outcome_of(const std::vector<catalog::StatedFact>& facts) {
  std::string outcome;
  for (const auto& one : facts) {
    if (one.subject_kind != "case" || one.fact != "outcome" || one.value_json.size() < 3) continue;
    outcome = one.value_json.substr(1, one.value_json.size() - 2);
  }
  return outcome;
}

std::optional<Gathered> gather(House& house, const Caller& caller, const forms::FormBook& book,
                               const model::CaseId& id, const CaseFileOrder& order) {
  auto lease = house.catalog().read();
  if (!may_see_case(lease, caller, id)) return std::nullopt;
  const auto file = catalog::find_case(lease, id);
  if (!file) return std::nullopt;
  const base::UtcTime now = house.clock().now();
  const KnownFrom from{lease, book, house.form_settings(), now};
  Gathered all;
  all.frame = {house.settings().name_zh,
               *file,
               order.is_main_volume,
               known_of_case(from, *file, {}),
               outcome_of(catalog::facts_stated_in_case(lease, id)),
               now};
  all.documents = catalog::documents_of_case(lease, id);
  all.evidence = catalog::evidence_of_case(lease, id);
  std::erase_if(all.evidence, [](const auto& one) { return !one.void_reason.empty(); });
  for (const auto& act : catalog::acts_of_case(lease, id)) all.act_titles[act.id] = act.title;
  all.records = catalog::records_in_acts_of(lease, id);
  for (const auto& record : all.records) {
    if (auto found = catalog::find_record(lease, record.id)) {
      all.details.insert_or_assign(record.id, std::move(*found));
    }
  }
  return all;
}

class Binder {
 public:
  Binder(House& house, const forms::FormBook& book, const CaseFileOrder& order, Gathered all)
      : house_(house), book_(book), order_(order), all_(std::move(all)) {}

  void gather_parts() {
    for (const auto& document : all_.documents) add_document(document);
    if (order_.is_main_volume) {
      add_foreign();
      add_slips();
      add_evidence();
    }
    std::stable_sort(sheaves_.begin(), sheaves_.end(),
                     [](const Sheaf& a, const Sheaf& b) { return a.order < b.order; });
  }

  // Records whose content the file shows.
  const std::vector<model::RecordId>& shown() const { return shown_; }

  model::Answer<CaseFile> bind() {
    const auto* cover = book_.find_form("case_cover");
    const auto* index = book_.find_form("case_index");
    const auto* end_note = book_.find_form("case_end_note");
    if (cover == nullptr || index == nullptr || end_note == nullptr) {
      return model::Refusal{model::RefusalKind::conflict,
                            "文书库中缺少案卷封面、卷内目录或备考表格式，不能装订。",
                            "The form book lacks the cover, the index or the end note of a file."};
    }
    std::vector<FiledPart> lines;
    const int pages = number_pages(lines);
    const auto& frame = all_.frame;
    std::vector<print::Part> parts;
    const auto add = [&](const std::string& title, const print::Paper& paper) {
      parts.push_back({title, print::print(paper), false});
    };
    const int count = static_cast<int>(sheaves_.size());
    add(cover->title.zh, cover_paper(*cover, frame, last_fields(cover->id), count, pages));
    add(index->title.zh, index_paper(*index, frame, lines));
    for (Sheaf& sheaf : sheaves_) {
      const auto& line = sheaf.line;
      const std::string number = line.number.empty() ? "" : " " + line.number;
      parts.push_back({line.title + number, std::move(sheaf.pdf), true});
    }
    add(end_note->title.zh, end_note_paper(*end_note, frame, last_fields(end_note->id), pages));
    const std::string title = frame.case_file.number + " " + frame.case_file.title +
                              (order_.is_main_volume ? " 正卷" : " 副卷");
    auto bound = print::bind_parts(parts, title, frame.made_at);
    if (!bound) throw base::Fault("the case file cannot be bound: " + bound.error());
    return CaseFile{std::move(bound->pdf), base::display_file_name(title + ".pdf", 200)};
  }

 private:
  static bool is_frame(const std::string& form) {
    return form == "case_cover" || form == "case_index" || form == "case_end_note";
  }

  int order_of(const forms::Form& form) const {
    return order_.by_result ? form.order_by_result : form.order_by_procedure;
  }
  int order_of(const char* form_id, int otherwise) const {
    const auto* form = book_.find_form(form_id);
    return form == nullptr ? otherwise : order_of(*form);
  }

  std::string last_fields(const std::string& form) const {
    std::string fields = "{}";
    for (const auto& document : all_.documents) {
      if (document.form == form && is_of_volume(document.fields_json)) {
        fields = document.fields_json;
      }
    }
    return fields;
  }
  bool is_of_volume(const std::string& fields_json) const {
    const auto values = base::parse_json(fields_json);
    if (!values || !values->is_object()) return false;
    const auto volume = base::find_text(values->get_object(), "volume").value_or("main");
    return (volume == "main") == order_.is_main_volume;
  }

  // Empty, and the reason, when the bytes cannot be bound.
  base::Result<base::Bytes, std::string> read_pdf(const model::RecordId& id,
                                                  std::uint64_t size_bytes) {
    if (size_bytes > kPartBytesMax || bound_bytes_ + size_bytes > kBoundBytesMax) {
      return std::string("文件过大");
    }
    if (sheaves_.size() >= kPartsMax) return std::string("文件过多");
    const auto stored = house_.vault().find(id.text);
    if (!stored)
      throw base::Fault("record " + id.text + " is not in the vault; run 'liuhen verify'");
    auto bytes = base::find_file(stored->content_file, kPartBytesMax);
    if (!bytes) throw base::Fault("record " + id.text + " cannot be read; run 'liuhen verify'");
    const auto pages = print::page_count(*bytes);
    if (!pages || *pages < 1) return std::string("不是可以装订的 PDF");
    bound_bytes_ += size_bytes;
    shown_.push_back(id);
    return std::move(*bytes);
  }

  void add_document(const catalog::FinalDocument& document) {
    const forms::Form* form = book_.find_form(document.form);
    if (is_frame(document.form)) return;
    if ((form == nullptr || form->is_main_volume) != order_.is_main_volume) return;
    const auto detail = all_.details.find(document.record_id);
    const std::uint64_t size = detail == all_.details.end() ? 0 : detail->second.size_bytes;
    auto pdf = read_pdf(document.record_id, size);
    if (!pdf) {
      add_unbound(document.record_id, document.title, "", pdf.error());
      return;
    }
    const base::UtcTime at = document.completed_at.value_or(document.finalised_at);
    add(form == nullptr ? kOrderOfForeign : order_of(*form), document.title, document.number, at,
        *std::move(pdf));
  }

  // Documents that came as files: bound only when the sandboxed probe has read them well.
  void add_foreign() {
    for (const auto& record : all_.records) {
      const auto detail = all_.details.find(record.id);
      if (record.record_kind != "document" || detail == all_.details.end()) continue;
      if (is_made_here(record.id)) continue;
      const model::Record& file = detail->second;
      const bool is_well_read =
          file.probe_outcome == "answered" && file.media_kind == "pdf" && !file.is_cut;
      if (!is_well_read) {
        const std::string why = file.probe_outcome.empty() ? "尚未检查"
                                : file.media_kind != "pdf" ? "不是 PDF 文件"
                                                           : "文件检查未通过";
        add_unbound(record.id, record.file_name, title_of(record.act_id), why);
        continue;
      }
      auto pdf = read_pdf(record.id, file.size_bytes);
      if (!pdf) {
        add_unbound(record.id, record.file_name, title_of(record.act_id), pdf.error());
        continue;
      }
      add(kOrderOfForeign, record.file_name, "", record.deposited_at, *std::move(pdf));
    }
    if (!unbound_.empty()) add_sheet(kOrderOfForeign, unbound_paper(all_.frame, unbound_));
  }

  void add_slips() {
    std::vector<SlipRow> rows;
    for (const auto& record : all_.records) {
      const auto detail = all_.details.find(record.id);
      if (record.record_kind == "document" || detail == all_.details.end()) continue;
      rows.push_back({record.file_name, title_of(record.act_id), detail->second.sha256,
                      record.recorded_from, detail->second.duration_ms});
    }
    if (!rows.empty()) add_sheet(order_of("av_slip", 980), slip_paper(all_.frame, rows));
  }

  void add_evidence() {
    const bool is_made = std::any_of(all_.documents.begin(), all_.documents.end(),
                                     [](const auto& one) { return one.form == "evidence_list"; });
    if (is_made || all_.evidence.empty()) return;
    add_sheet(order_of("evidence_list", 970), evidence_paper(all_.frame, all_.evidence));
  }

  bool is_made_here(const model::RecordId& id) const {
    return std::any_of(all_.documents.begin(), all_.documents.end(),
                       [&](const auto& one) { return one.record_id == id; });
  }

  std::string title_of(const model::ActId& id) const {
    const auto found = all_.act_titles.find(id);
    return found == all_.act_titles.end() ? "" : found->second;
  }

  void add_unbound(const model::RecordId& id, const std::string& name, const std::string& act,
                   const std::string& why) {
    const auto detail = all_.details.find(id);
    unbound_.push_back({name, act, detail == all_.details.end() ? "" : detail->second.sha256, why});
  }

  void add(int order, const std::string& title, const std::string& number, base::UtcTime at,
           base::Bytes pdf) {
    sheaves_.push_back({order,
                        {title, number, all_.frame.bureau_name, base::china_day_of(at), 0, 0},
                        std::move(pdf)});
  }
  void add_sheet(int order, const print::Paper& paper) {
    add(order, paper.title, "", all_.frame.made_at, print::print(paper));
  }

  int number_pages(std::vector<FiledPart>& lines) {
    int pages = 0;
    for (Sheaf& sheaf : sheaves_) {
      const auto count = print::page_count(sheaf.pdf);
      if (!count) throw base::Fault("a part of the case file cannot be read: " + count.error());
      sheaf.line.first = pages + 1;
      sheaf.line.last = pages += *count;
      lines.push_back(sheaf.line);
    }
    return pages;
  }

  House& house_;
  const forms::FormBook& book_;
  const CaseFileOrder order_;
  const Gathered all_;
  std::vector<Sheaf> sheaves_;
  std::vector<UnboundRow> unbound_;
  std::vector<model::RecordId> shown_;
  std::uint64_t bound_bytes_ = 0;
};

}  // namespace

model::Answer<CaseFile> make_case_file(House& house, const Caller& caller, const model::CaseId& id,
                                       const CaseFileOrder& order) {
  if (auto refusal = refuse_unless(caller, Permission::view_content)) return *refusal;
  const auto book = house.form_book();
  if (!book) return no_form_book();
  auto all = gather(house, caller, *book, id, order);
  if (!all) return model::not_found("这个案件", "case");
  Binder binder(house, *book, order, *std::move(all));
  binder.gather_parts();
  auto made = binder.bind();
  if (!made) return made;
  const base::UtcTime now = house.clock().now();
  const std::string purpose = order.is_main_volume ? "装订案卷（正卷）" : "装订案卷（副卷）";
  const auto done = house.commit(
      [&](catalog::Connection& connection) -> model::Answer<std::vector<model::Entry>> {
        if (!may_see_case(connection, caller, id)) return model::not_found("这个案件", "case");
        std::vector<model::Entry> entries;
        for (const auto& record : binder.shown()) {
          const model::RecordViewed body{record, model::new_id<model::ViewingId>(now), purpose,
                                         caller.peer, now};
          entries.push_back(model::make_entry(now, caller.actor(), body));
        }
        return entries;
      });
  if (!done) return done.error();
  return made;
}

}  // namespace liuhen::flows
