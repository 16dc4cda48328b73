#include "forms/merge.h"

#include <boost/json.hpp>
#include <set>

#include "base/json.h"
#include "forms/merge_pieces.h"
#include "forms/read_values.h"
#include "forms/values.h"

namespace liuhen::forms {
namespace {

namespace json = boost::json;

// What is not filled is one thing, however it is written.
json::value value_of(const json::object& values, std::string_view name) {
  const json::value* value = values.if_contains(name);
  return value != nullptr && is_filled(*value) ? *value : json::value(nullptr);
}

std::vector<std::string> rows_of(const json::value& value) {
  std::vector<std::string> rows;
  if (!value.is_array()) return rows;
  for (const json::value& row : value.get_array()) rows.push_back(json::serialize(row));
  return rows;
}

bool is_text_or_null(const json::value& value) { return value.is_string() || value.is_null(); }
bool is_list_or_null(const json::value& value) { return value.is_array() || value.is_null(); }

std::vector<std::string> pieces_of(const json::value& value) {
  return value.is_string() ? text_pieces(std::string_view(value.get_string()))
                           : std::vector<std::string>();
}

struct Three {
  json::value base, mine, theirs;
};

struct One {
  json::value value;
  bool is_conflict = false, holds_both = false;
};

One merge_text(const Three& three) {
  const MergedPieces merged =
      merge_pieces(pieces_of(three.base), pieces_of(three.mine), pieces_of(three.theirs), "\n");
  std::string text;
  for (const std::string& piece : merged.pieces) text += piece;
  return {json::value(text), merged.has_conflict, merged.has_conflict};
}

One merge_rows(const Three& three) {
  const MergedPieces merged =
      merge_pieces(rows_of(three.base), rows_of(three.mine), rows_of(three.theirs), "");
  json::array rows;
  for (const std::string& row : merged.pieces) rows.push_back(json::parse(row));
  return {std::move(rows), merged.has_conflict, merged.has_conflict};
}

One merge_one(const Field* field, const Three& three) {
  if (three.mine == three.theirs || three.mine == three.base) return {three.theirs};
  if (three.theirs == three.base) return {three.mine};
  const auto kind = field == nullptr ? FieldKind::text : field->kind;
  if (kind == FieldKind::long_text && is_text_or_null(three.mine) &&
      is_text_or_null(three.theirs)) {
    return merge_text(three);
  }
  if ((kind == FieldKind::table || kind == FieldKind::people) && is_list_or_null(three.mine) &&
      is_list_or_null(three.theirs)) {
    return merge_rows(three);
  }
  // One empty, the other written: writing is never lost to taking away.
  if (three.theirs.is_null()) return {three.mine, true, false};
  return {three.theirs, true, false};
}

void add_names(const json::object& values, std::set<std::string>& names) {
  for (const auto& one : values) names.emplace(one.key().data(), one.key().size());
}

}  // namespace

base::Result<Merged, std::string> merge(const Form& form, std::string_view base_json,
                                        std::string_view mine_json, std::string_view theirs_json) {
  const base::JsonLimits limits{kValuesBytesMax, 8, false};
  auto base = base::parse_json(base_json, limits);
  auto mine = base::parse_json(mine_json, limits);
  auto theirs = base::parse_json(theirs_json, limits);
  if (!base || !base->is_object()) return std::string("the version before both is no JSON object");
  if (!mine || !mine->is_object()) return std::string("the values to be saved are no JSON object");
  if (!theirs || !theirs->is_object()) return std::string("the saved values are no JSON object");
  std::set<std::string> names;
  for (const auto* values : {&base->get_object(), &mine->get_object(), &theirs->get_object()}) {
    add_names(*values, names);
  }
  Merged merged;
  json::object values;
  for (const std::string& name : names) {
    const Three three{value_of(base->get_object(), name), value_of(mine->get_object(), name),
                      value_of(theirs->get_object(), name)};
    One one = merge_one(form.find_field(name), three);
    if (one.is_conflict) {
      merged.conflicts.push_back({name, json::serialize(three.base), json::serialize(three.mine),
                                  json::serialize(three.theirs), one.holds_both});
    }
    if (is_filled(one.value)) values[name] = std::move(one.value);
  }
  merged.values_json = json::serialize(values);
  return merged;
}

}  // namespace liuhen::forms
