#include "flows/documents/case_file_papers.h"

#include <array>
#include <boost/json.hpp>

#include "base/json.h"
#include "flows/documents/paper_of_form.h"
#include "forms/read_values.h"
#include "forms/values.h"

namespace liuhen::flows {
namespace json = boost::json;
namespace {

using Named = std::pair<std::string_view, std::string_view>;

std::string word_of(std::span<const Named> words, std::string_view word) {
  for (const auto& [name, zh] : words) {
    if (name == word) return std::string(zh);
  }
  return std::string(word);
}

std::string outcome_words(const std::string& outcome) {
  static constexpr std::array<Named, 5> kWords{{{"penalty", "给予行政处罚"},
                                                {"no_penalty", "不予行政处罚"},
                                                {"withdrawn", "撤销案件"},
                                                {"transferred", "移送有关机关"},
                                                {"suspended", "中止调查"}}};
  return outcome.empty() ? "" : word_of(kWords, outcome);
}

std::string evidence_words(const std::string& kind) {
  static constexpr std::array<Named, 8> kWords{{{"documentary", "书证"},
                                                {"material_object", "物证"},
                                                {"audio_visual", "视听资料"},
                                                {"electronic_data", "电子数据"},
                                                {"witness_statement", "证人证言"},
                                                {"party_statement", "当事人的陈述"},
                                                {"expert_opinion", "鉴定意见"},
                                                {"inspection_record", "勘验笔录、现场笔录"}}};
  return word_of(kWords, kind);
}

// What the house knows, then what was written by hand, then what only this file knows.
json::object values_for(const forms::Form& form, const CaseFileFrame& frame,
                        const std::string& before_json) {
  json::object values;
  const auto add = [&](const std::string& text) {
    const auto parsed = base::parse_json(text);
    if (!parsed || !parsed->is_object()) return;
    for (const auto& [key, value] : parsed->get_object()) {
      if (forms::is_filled(value)) values[key] = value;
    }
  };
  add(forms::prefill(form, frame.known));
  add(before_json);
  if (!values.contains("file_number")) values["file_number"] = frame.case_file.number;
  values["volume"] = frame.is_main_volume ? "main" : "secondary";
  return values;
}

print::Paper sheet(const forms::Form& form, const CaseFileFrame& frame, const json::object& values,
                   bool stays_open) {
  DocumentFrame document;
  document.bureau_name = frame.bureau_name;
  document.created_at = frame.made_at;
  document.is_draft = stays_open;
  // Only fields that the form has: a bureau may have taken some away.
  json::object known;
  for (const auto& field : form.fields) {
    if (const auto* value = values.if_contains(field.name)) known[field.name] = *value;
  }
  print::Paper paper = paper_of(form, json::serialize(known), document);
  paper.watermark.clear();
  return paper;
}

print::Paper list_sheet(const CaseFileFrame& frame, const std::string& title, print::Table table) {
  print::Paper paper;
  paper.organ = frame.bureau_name;
  paper.title = title;
  paper.style = print::Style::table;
  paper.created_at = frame.made_at;
  paper.blocks.push_back(print::Note{"案件编号：" + frame.case_file.number});
  paper.blocks.push_back(std::move(table));
  return paper;
}

std::string duration_words(const std::optional<std::int64_t>& duration_ms) {
  if (!duration_ms) return "未知";
  const std::int64_t seconds = *duration_ms / 1000;
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

}  // namespace

print::Paper cover_paper(const forms::Form& form, const CaseFileFrame& frame,
                         const std::string& before_json, int parts, int pages) {
  json::object values = values_for(form, frame, before_json);
  values["items"] = parts;
  values["pages"] = pages;
  if (!values.contains("result")) values["result"] = outcome_words(frame.outcome);
  return sheet(form, frame, values, true);
}

print::Paper index_paper(const forms::Form& form, const CaseFileFrame& frame,
                         const std::vector<FiledPart>& parts) {
  json::object values = values_for(form, frame, "{}");
  json::array rows;
  for (const FiledPart& part : parts) {
    const std::string first = std::to_string(part.first), last = std::to_string(part.last);
    rows.push_back(json::object{{"serial", static_cast<std::int64_t>(rows.size()) + 1},
                                {"number", part.number},
                                {"author", part.author},
                                {"title", part.title},
                                {"dated", base::text_of(part.dated)},
                                {"pages", first == last ? first : first + "-" + last}});
  }
  values["entries"] = std::move(rows);
  return sheet(form, frame, values, false);
}

print::Paper end_note_paper(const forms::Form& form, const CaseFileFrame& frame,
                            const std::string& before_json, int pages) {
  json::object values = values_for(form, frame, before_json);
  values["pages"] = pages;
  return sheet(form, frame, values, true);
}

print::Paper slip_paper(const CaseFileFrame& frame, const std::vector<SlipRow>& rows) {
  print::Table table{"",
                     {{"序号", 0.07, print::Align::center},
                      {"文件名称", 0.21},
                      {"执法活动", 0.15},
                      {"开始时间", 0.16},
                      {"时长", 0.11, print::Align::center},
                      {"校验值（SHA-256）", 0.30}},
                     {}};
  for (const SlipRow& row : rows) {
    table.rows.push_back({std::to_string(table.rows.size() + 1), row.file_name, row.act_title,
                          row.began_at ? forms::shown(*row.began_at) : "未知",
                          duration_words(row.duration_ms), row.sha256});
  }
  print::Paper paper = list_sheet(frame, "音像记录（电子数据）清单", std::move(table));
  paper.blocks.push_back(print::Note{"原件存于系统，以校验值核对；本清单由系统生成。"});
  return paper;
}

print::Paper unbound_paper(const CaseFileFrame& frame, const std::vector<UnboundRow>& rows) {
  print::Table table{"",
                     {{"序号", 0.07, print::Align::center},
                      {"文件名称", 0.23},
                      {"执法活动", 0.15},
                      {"未装订原因", 0.25},
                      {"校验值（SHA-256）", 0.30}},
                     {}};
  for (const UnboundRow& row : rows) {
    table.rows.push_back(
        {std::to_string(table.rows.size() + 1), row.file_name, row.act_title, row.why, row.sha256});
  }
  print::Paper paper = list_sheet(frame, "未装订文件清单", std::move(table));
  paper.blocks.push_back(print::Note{"所列文件的原件存于系统，可单独调阅、打印。"});
  return paper;
}

print::Paper evidence_paper(const CaseFileFrame& frame,
                            const std::vector<catalog::Evidence>& evidence) {
  print::Table table{"",
                     {{"序号", 0.07, print::Align::center},
                      {"名称", 0.22},
                      {"种类", 0.14},
                      {"来源", 0.2},
                      {"证明对象", 0.22},
                      {"取得时间", 0.15}},
                     {}};
  for (const auto& one : evidence) {
    table.rows.push_back({std::to_string(table.rows.size() + 1), one.name, evidence_words(one.kind),
                          one.source, one.proves, forms::shown(one.obtained_at)});
  }
  return list_sheet(frame, "证据清单", std::move(table));
}

}  // namespace liuhen::flows
