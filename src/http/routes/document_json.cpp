#include "http/routes/document_json.h"

#include <boost/json.hpp>

#include "base/check.h"
#include "base/json.h"
#include "http/routes/json_parts.h"

namespace liuhen::http {

namespace json = boost::json;

namespace {

json::object json_of(const forms::Wording& words) { return {{"zh", words.zh}, {"en", words.en}}; }

void put(json::object& object, std::string_view name, const forms::Wording& words) {
  if (!words.zh.empty()) object[name] = json_of(words);
}

void put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

json::object field_json(const forms::Field& field) {
  json::object object{{"name", field.name},
                      {"kind", forms::name_of(field.kind)},
                      {"label", json_of(field.label)},
                      {"required", field.required},
                      {"wide", field.is_wide},
                      {"not_future", field.not_future},
                      {"min", field.min},
                      {"max", field.max}};
  put(object, "help", field.help);
  put(object, "not_before", field.not_before);
  put(object, "from", field.from);
  if (field.kind == forms::FieldKind::choice) {
    json::array choices;
    for (const auto& choice : field.choices) {
      choices.push_back(json::object{{"value", choice.value}, {"label", json_of(choice.label)}});
    }
    object["choices"] = std::move(choices);
  }
  if (field.kind == forms::FieldKind::table) {
    json::array columns;
    for (const auto& column : field.columns) columns.push_back(field_json(column));
    object["columns"] = std::move(columns);
  }
  return object;
}

json::object signature_json(const forms::Signature& signature) {
  json::object object{{"who", signature.who},
                      {"label", json_of(signature.label)},
                      {"at_least", signature.at_least},
                      {"certificate_number", signature.certificate_number},
                      {"dated", signature.dated},
                      {"each_page", signature.each_page},
                      {"fingerprint", signature.fingerprint},
                      {"seal", signature.seal},
                      {"may_refuse", signature.may_refuse}};
  put(object, "opinion", signature.opinion);
  return object;
}

std::string_view name_of(forms::Layout layout) {
  switch (layout) {
    case forms::Layout::table:
      return "table";
    case forms::Layout::record:
      return "record";
    case forms::Layout::letter:
      return "letter";
    case forms::Layout::cover:
      break;
  }
  return "cover";
}

json::object title_of(const forms::FormBook* book, const std::string& form_id,
                      const std::string& otherwise) {
  const forms::Form* form = book == nullptr ? nullptr : book->find_form(form_id);
  return form != nullptr ? json_of(form->title) : json_of(forms::Wording{otherwise, otherwise});
}

json::object draft_summary(const forms::FormBook* book, const catalog::Draft& draft) {
  json::object object{{"id", draft.id.text},
                      {"case_id", draft.case_id.text},
                      {"form", draft.form},
                      {"title", title_of(book, draft.form, draft.form)},
                      {"state", draft.frozen ? "finalising" : "editing"},
                      {"revision", draft.revision},
                      {"created_by", draft.created_by.text},
                      {"created_at", base::rfc3339_of(draft.created_at)},
                      {"saved_by", draft.saved_by.text},
                      {"saved_at", base::rfc3339_of(draft.saved_at)}};
  put_id(object, "act_id", draft.act_id);
  return object;
}

json::value parsed(const std::string& text) {
  auto value = base::parse_json(text, {std::size_t{4} << 20, 40, false});
  CHECK(value.ok());  // our own canonical text
  return *std::move(value);
}

json::object needed_json(const flows::NeededForm& needed) {
  json::object object{{"form", needed.form->id},     {"title", json_of(needed.form->title)},
                      {"stage", needed.form->stage}, {"need", forms::name_of(needed.rule.need)},
                      {"state", needed.state},       {"done", needed.done}};
  put(object, "when", needed.rule.when);
  return object;
}

}  // namespace

json::object form_summary(const forms::Form& form) {
  json::array kinds, procedures;
  for (const auto& kind : form.act_kinds) kinds.emplace_back(kind);
  for (const auto& rule : form.procedures) {
    json::object one{{"procedure", rule.procedure}, {"need", forms::name_of(rule.need)}};
    put(one, "when_fact", rule.when_fact);
    put(one, "when", rule.when);
    procedures.push_back(std::move(one));
  }
  return {{"id", form.id},
          {"title", json_of(form.title)},
          {"stage", form.stage},
          {"volume", form.is_main_volume ? "main" : "secondary"},
          {"act_kinds", std::move(kinds)},
          {"many", form.is_many},
          {"numbered", !form.number_pattern.empty()},
          {"layout", name_of(form.layout)},
          {"procedures", std::move(procedures)}};
}

json::object json_of(const forms::Form& form) {
  json::object object = form_summary(form);
  object["source"] = form.source;
  put(object, "uncertain", form.uncertain);
  put(object, "number_pattern", form.number_pattern);
  json::array fields, signatures;
  for (const auto& field : form.fields) fields.push_back(field_json(field));
  for (const auto& signature : form.signatures) signatures.push_back(signature_json(signature));
  object["fields"] = std::move(fields);
  object["signatures"] = std::move(signatures);
  return object;
}

json::object json_of(const flows::OpenDraft& open) {
  json::object object = draft_summary(open.book.get(), open.draft);
  object["values"] = parsed(open.draft.values_json);
  return object;
}

json::object json_of(const flows::SavedDraft& saved) {
  json::array fields, conflicts;
  for (const auto& name : saved.merged_fields) fields.emplace_back(name);
  for (const auto& one : saved.conflicts) {
    conflicts.push_back(json::object{{"field", one.field},
                                     {"before", parsed(one.base_json)},
                                     {"mine", parsed(one.mine_json)},
                                     {"theirs", parsed(one.theirs_json)},
                                     {"holds_both", one.holds_both}});
  }
  return {{"draft", json_of(saved.open)},
          {"merged", saved.merged},
          {"merged_fields", std::move(fields)},
          {"conflicts", std::move(conflicts)}};
}

json::object json_of(const flows::DraftCheck& check) {
  json::array faults;
  for (const auto& fault : check.faults) {
    faults.push_back(json::object{{"field", fault.field},
                                  {"place", fault.place},
                                  {"code", fault.code},
                                  {"sentence", json_of(fault.sentence)}});
  }
  json::object object{{"revision", check.revision}, {"faults", std::move(faults)}};
  put(object, "next_number", check.next_number);
  return object;
}

json::object json_of(const forms::FormBook* book, const catalog::FinalDocument& document) {
  json::object object{{"record_id", document.record_id.text},
                      {"case_id", document.case_id.text},
                      {"form", document.form},
                      {"title", title_of(book, document.form, document.title)},
                      {"number", document.number},
                      {"finalised_at", base::rfc3339_of(document.finalised_at)},
                      {"entry_index", document.entry_index}};
  put_id(object, "act_id", document.act_id);
  put_id(object, "finalised_by", document.finalised_by);
  put_time(object, "completed_at", document.completed_at);
  return object;
}

json::object json_of(const flows::CaseDocuments& found) {
  json::array documents, drafts, needed;
  for (const auto& one : found.documents) documents.push_back(json_of(found.book.get(), one));
  for (const auto& one : found.drafts) drafts.push_back(draft_summary(found.book.get(), one));
  for (const auto& one : found.needed) needed.push_back(needed_json(one));
  return {{"documents", std::move(documents)},
          {"drafts", std::move(drafts)},
          {"needed", std::move(needed)}};
}

}  // namespace liuhen::http
