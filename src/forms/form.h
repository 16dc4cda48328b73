// A form 文书格式: one kind of official document as data (docs/formats/form-file.md). Plain values,
// immutable in a FormBook; any thread. Source of the shipped set: forms/*.jsonc, each naming its
// own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liuhen::forms {

struct Wording {
  std::string zh, en;
};

// In JSON values: text, long_text, choice: a string. day: "2026-03-05". time: RFC 3339 with zone.
// span: { "start": time, "end": time }. count, money_yuan: a whole number. person: { "name",
// "number" (certificate or identity), "unit" }. people: a list of persons. table: a list of rows,
// each an object by column. yes_no: true or false. Absent, null, "" and [] say: not filled.
enum class FieldKind {
  text,
  long_text,
  day,
  time,
  span,
  count,
  money_yuan,
  choice,
  person,
  people,
  table,
  yes_no,
};
std::string_view name_of(FieldKind kind);
std::optional<FieldKind> field_kind_of(std::string_view name);

struct Choice {
  std::string value;
  Wording label;
};

// min and max count characters (text), rows (table, people) or the number itself (count, money).
struct Field {
  std::string name;  // unique in its form; a column: in its table
  FieldKind kind = FieldKind::text;
  Wording label;
  Wording help;             // may be empty
  bool required = false;    // a column: in each row
  bool not_future = false;  // day, time, span: not later than today
  bool is_wide = false;     // printed over the whole width
  std::int64_t min = 0, max = 0;
  std::vector<Choice> choices;  // choice only
  std::vector<Field> columns;   // table only; of kinds that fit into a cell
  std::string from;             // a name of known.h; empty: nobody but the writer knows
  std::string otherwise;        // text kinds: what prefill writes where nothing is known
  std::string not_before;       // another field of day, time or span that may not lie later
};

enum class Need { required, conditional, optional };
std::string_view name_of(Need need);

struct InProcedure {
  std::string procedure;  // model::is_procedure
  Need need = Need::optional;
  std::string when_fact;  // conditional: a flag of the case, "legal_review_needed"; may be empty
  Wording when;           // conditional: the same for people
};

struct Signature {
  std::string who;  // a word of form_words.h: officer, leader, party …
  Wording label;
  int at_least = 1;
  bool certificate_number = false;
  bool dated = true;
  bool each_page = false;
  bool fingerprint = false;
  bool seal = false;
  bool may_refuse = false;  // then the refusal and its reason are noted
  std::string opinion;      // the field in whose box it signs; empty: below the form
};

// What a finished document tells the law engine about its case, act, service …
struct Establishes {
  std::string subject, fact;  // words of rules/vocabulary; flows and its tests hold them to it
  // A field: its value. "field.start", "field.end" of a span; "field.count" of a table or people.
  // "field.day": the China day of a time, or of a span's start.
  // "signed_on": the day of the last signature. "finalised_at". Empty: `value` itself.
  std::string from;
  std::string value;                   // a constant text, "true" or "false"
  std::string if_field;                // only where this choice or yes_no field …
  std::vector<std::string> if_values;  // … has one of these values ("yes" and "no" for yes_no)
};

enum class FactShape { time, day, flag, count, text, list };
std::string_view name_of(FactShape shape);

// How the paper looks. table: boxes 审批表. record: lines and answers 笔录. letter: prose to
// somebody 决定书, 通知书. cover: large, for the front of the case file.
enum class Layout { table, record, letter, cover };

struct Form {
  std::string id;
  std::string file;
  Wording title;
  std::string source;
  Wording uncertain;  // what is not settled; may be empty
  std::string stage;
  std::vector<InProcedure> procedures;
  std::vector<std::string> outcomes;  // only for these outcomes of the case; empty: for any
  bool is_main_volume = true;         // 正卷, else 副卷
  int order_by_procedure = 0, order_by_result = 0;
  std::vector<std::string> act_kinds;  // empty: belongs to the case, not to an act
  bool is_many = false;                // more than one in a case
  std::string number_pattern;          // empty: has no number
  Layout layout = Layout::table;
  std::vector<std::string> body;  // letter: paragraphs with {field}
  std::vector<Field> fields;
  std::vector<Signature> signatures;
  std::vector<Establishes> establishes;

  const Field* find_field(std::string_view name) const;
};

// The shape that `from` of this rule gives; nullopt when the form gives none (a bad rule).
std::optional<FactShape> shape_of(const Form& form, const Establishes& rule);

// "荆公资监罚告〔2026〕12号". CHECKs that the form has a number.
std::string document_number(const Form& form, std::string_view bureau_word, int year,
                            std::int64_t serial);

// {name} and {name:day} in a paragraph of a letter. Pieces in order: text, or a field.
struct BodyPiece {
  std::string text;
  std::string field;  // empty: text
  bool as_day = false;
};
// nullopt when a brace is left open or empty.
std::optional<std::vector<BodyPiece>> body_pieces(std::string_view paragraph);

}  // namespace liuhen::forms
