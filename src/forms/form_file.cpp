#include "forms/form_file.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.h"
#include "forms/form_words.h"
#include "model/casework.h"

namespace liuhen::forms {
namespace {

constexpr std::size_t kFieldsMax = 60;

Wording wording_of(base::Bilingual both) { return {std::move(both.zh), std::move(both.en)}; }

InProcedure read_procedure(base::StrictObject& object) {
  InProcedure found;
  found.procedure = object.text("procedure");
  if (!model::is_procedure(found.procedure)) {
    object.problem("procedure", "write ordinary, simple or hearing here");
  }
  const std::string need = object.text("need");
  if (need == "required") {
    found.need = Need::required;
  } else if (need == "conditional") {
    found.need = Need::conditional;
    found.when = wording_of(object.bilingual("when"));
    if (object.has("when_fact")) found.when_fact = object.word("when_fact");
  } else if (need != "optional") {
    object.problem("need", "write required, conditional or optional here");
  }
  return found;
}

Signature read_signature(base::StrictObject& object) {
  Signature found;
  found.who = object.word("who");
  if (!found.who.empty() && !is_signer(found.who)) {
    object.problem("who", "nobody signs as \"" + base::display_text(found.who, 60) +
                              "\" (forms/form_words.cpp)");
  }
  found.label = wording_of(object.bilingual("label"));
  found.at_least = static_cast<int>(object.find_integer("at_least", 0, 20).value_or(1));
  found.certificate_number = object.flag("certificate_number", false);
  found.dated = object.flag("dated", true);
  found.each_page = object.flag("each_page", false);
  found.fingerprint = object.flag("fingerprint", false);
  found.seal = object.flag("seal", false);
  found.may_refuse = object.flag("may_refuse", false);
  found.opinion = object.find_text("opinion");
  return found;
}

Establishes read_establishes(base::StrictObject& object) {
  Establishes found;
  found.subject = object.word("subject");
  found.fact = object.word("fact");
  found.from = object.find_text("from");
  found.value = object.find_text("value");
  if (found.from.empty() == found.value.empty()) {
    object.problem("from", "write either \"from\" or \"value\"");
  }
  if (object.has("if")) {
    object.object("if", [&](base::StrictObject& condition) {
      found.if_field = condition.word("field");
      found.if_values = condition.words("in", 20);
      if (found.if_values.empty()) condition.problem("in", "which values?");
    });
  }
  return found;
}

void read_place(base::StrictObject& object, Form& form) {
  form.stage = object.text("stage");
  if (!model::is_stage(form.stage)) {
    object.problem("stage", "write clue, filing, investigation, review, service or closed here");
  }
  object.objects("procedures", 3, [&](base::StrictObject& one) {
    InProcedure found = read_procedure(one);
    for (const InProcedure& earlier : form.procedures) {
      if (earlier.procedure == found.procedure) one.problem("procedure", "named twice");
    }
    form.procedures.push_back(std::move(found));
  });
  form.outcomes = object.words("outcomes", 8);
  for (const std::string& outcome : form.outcomes) {
    if (!is_outcome(outcome)) object.problem("outcomes", "no outcome is called " + outcome);
  }
  const std::string volume = object.text("volume");
  if (volume != "main" && volume != "secondary") {
    object.problem("volume", "write main (正卷) or secondary (副卷) here");
  }
  form.is_main_volume = volume == "main";
  object.object("order", [&](base::StrictObject& order) {
    form.order_by_procedure = static_cast<int>(order.integer("procedure", 1, 9999));
    form.order_by_result = static_cast<int>(order.integer("result", 1, 9999));
  });
  form.act_kinds = object.words("act_kinds", 10);
  for (const std::string& kind : form.act_kinds) {
    if (!model::is_act_kind(kind)) object.problem("act_kinds", "no act is of the kind " + kind);
  }
  form.is_many = object.flag("many", false);
}

void read_number(base::StrictObject& object, Form& form) {
  form.number_pattern = object.find_text("number", 120);
  if (form.number_pattern.empty()) return;
  const auto pieces = body_pieces(form.number_pattern);
  const auto count = [&](std::string_view name) {
    return std::count_if(pieces->begin(), pieces->end(),
                         [&](const BodyPiece& piece) { return piece.field == name; });
  };
  const auto fields = !pieces ? 0
                              : std::count_if(pieces->begin(), pieces->end(),
                                              [](const auto& piece) { return piece.text.empty(); });
  if (!pieces || count("year") != 1 || count("serial") != 1 || count("bureau") != 1 ||
      fields != 3) {
    object.problem("number",
                   "write {bureau}, {year} and {serial}, each once, and nothing else in "
                   "braces: {bureau}罚〔{year}〕{serial}号");
  }
}

Layout read_layout(base::StrictObject& object) {
  const std::string name = object.text("layout");
  if (name == "record") return Layout::record;
  if (name == "letter") return Layout::letter;
  if (name == "cover") return Layout::cover;
  if (name != "table") object.problem("layout", "write table, record, letter or cover here");
  return Layout::table;
}

}  // namespace

Form read_form(const boost::json::value& file, base::PathProblems& problems) {
  Form form;
  const boost::json::object* root = file.if_object();
  if (root == nullptr) {
    problems.add("", "a form file is an object");
    return form;
  }
  base::StrictObject object(*root, "", problems);
  form.id = object.word("id");
  form.title = wording_of(object.bilingual("title"));
  form.source = object.text("source");
  form.uncertain = wording_of(object.find_bilingual("uncertain"));
  read_place(object, form);
  read_number(object, form);
  form.layout = read_layout(object);
  form.body = object.texts("body", 60);
  object.objects("fields", kFieldsMax, [&](base::StrictObject& one) {
    Field field = read_field(one, false);
    if (form.find_field(field.name) != nullptr) {
      one.problem("name", "two fields have the name \"" + field.name + "\"");
    }
    form.fields.push_back(std::move(field));
  });
  object.find_objects("signatures", 12, [&](base::StrictObject& one) {
    form.signatures.push_back(read_signature(one));
  });
  object.find_objects("establishes", 20, [&](base::StrictObject& one) {
    form.establishes.push_back(read_establishes(one));
  });
  object.finish();
  check_links(form, problems);
  return form;
}

}  // namespace liuhen::forms
