#include <algorithm>
#include <set>

#include "forms/form_file.h"

namespace liuhen::forms {
namespace {

std::string numbered(std::string_view list, std::size_t i, std::string_view member) {
  return "/" + std::string(list) + "/" + std::to_string(i) + "/" + std::string(member);
}

bool is_moment(const Field* field) {
  return field != nullptr && (field->kind == FieldKind::day || field->kind == FieldKind::time ||
                              field->kind == FieldKind::span);
}

void check_fields(const Form& form, base::PathProblems& problems) {
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const Field& field = form.fields[i];
    if (field.not_before.empty()) continue;
    if (!is_moment(form.find_field(field.not_before)) || field.not_before == field.name) {
      problems.add(numbered("fields", i, "not_before"),
                   "the name of another day, time or span is wanted here");
    }
  }
}

// Every field of a letter is printed: nobody fills in what the paper then leaves out.
void check_body(const Form& form, base::PathProblems& problems) {
  if (form.layout != Layout::letter) {
    if (!form.body.empty()) problems.add("/body", "only a letter has a body");
    return;
  }
  std::set<std::string> printed;
  for (std::size_t i = 0; i < form.body.size(); ++i) {
    const std::string place = "/body/" + std::to_string(i);
    const auto pieces = body_pieces(form.body[i]);
    if (!pieces) {
      problems.add(place, "a brace is open or empty: write {field} or {field:day}");
      continue;
    }
    for (const BodyPiece& piece : *pieces) {
      if (piece.field.empty()) continue;
      const Field* field = form.find_field(piece.field);
      if (field == nullptr) {
        problems.add(place, "the form has no field \"" + piece.field + "\"");
      } else if (piece.as_day && field->kind != FieldKind::time) {
        problems.add(place, "only a time can be written as its day");
      } else if (field->kind == FieldKind::table && pieces->size() != 1) {
        problems.add(place, "a table stands in a paragraph of its own");
      }
      printed.insert(piece.field);
    }
  }
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    if (!printed.contains(form.fields[i].name)) {
      problems.add(numbered("fields", i, "name"),
                   "the body of the letter does not print \"" + form.fields[i].name + "\"");
    }
  }
}

void check_signatures(const Form& form, base::PathProblems& problems) {
  for (std::size_t i = 0; i < form.signatures.size(); ++i) {
    const std::string& opinion = form.signatures[i].opinion;
    if (opinion.empty()) continue;
    const Field* field = form.find_field(opinion);
    if (field == nullptr) {
      problems.add(numbered("signatures", i, "opinion"),
                   "the form has no field \"" + opinion + "\"");
    } else if (form.layout != Layout::table || field->kind == FieldKind::table) {
      problems.add(numbered("signatures", i, "opinion"), "only a box of a table can be signed in");
    }
  }
}

bool has_choice(const Field& field, const std::string& value) {
  if (field.kind == FieldKind::yes_no) return value == "yes" || value == "no";
  return std::any_of(field.choices.begin(), field.choices.end(),
                     [&](const Choice& choice) { return choice.value == value; });
}

void check_establishes(const Form& form, base::PathProblems& problems) {
  for (std::size_t i = 0; i < form.establishes.size(); ++i) {
    const Establishes& rule = form.establishes[i];
    if (!rule.from.empty() && !shape_of(form, rule)) {
      problems.add(numbered("establishes", i, "from"),
                   "\"" + rule.from + "\" is no field of this form that gives a fact");
    }
    if (rule.if_field.empty()) continue;
    const Field* field = form.find_field(rule.if_field);
    const bool is_good =
        field != nullptr && (field->kind == FieldKind::choice || field->kind == FieldKind::yes_no);
    if (!is_good) {
      problems.add(numbered("establishes", i, "if/field"),
                   "the name of a choice or yes_no field is wanted here");
      continue;
    }
    for (const std::string& value : rule.if_values) {
      if (!has_choice(*field, value)) {
        problems.add(numbered("establishes", i, "if/in"),
                     "\"" + rule.if_field + "\" has no value \"" + value + "\"");
      }
    }
  }
}

}  // namespace

void check_links(const Form& form, base::PathProblems& problems) {
  check_fields(form, problems);
  check_body(form, problems);
  check_signatures(form, problems);
  check_establishes(form, problems);
}

}  // namespace liuhen::forms
