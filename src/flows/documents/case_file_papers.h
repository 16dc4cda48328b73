// The sheets of a case file that the house makes itself. Pure. Private to flows/documents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/document_queries.h"
#include "forms/form.h"
#include "forms/known.h"
#include "model/casework.h"
#include "print/paper.h"

namespace liuhen::flows {

// One line of the index.
struct FiledPart {
  std::string title, number, author;
  base::CivilDay dated;
  int first = 0, last = 0;  // page numbers; 0 while they are not known
};

struct SlipRow {
  std::string file_name, act_title, sha256;
  std::optional<base::UtcTime> began_at;
  std::optional<std::int64_t> duration_ms;
};

struct UnboundRow {
  std::string file_name, act_title, sha256, why;
};

struct CaseFileFrame {
  std::string bureau_name;
  model::Case case_file;
  bool is_main_volume = true;
  forms::Known known;
  std::string outcome;  // a word of form_words.h; empty: open
  base::UtcTime made_at;
};

// `before_json`: the fields of a final document of this form, which are taken over; "{}": none.
// What is not known stays open, for the pen.
print::Paper cover_paper(const forms::Form& form, const CaseFileFrame& frame,
                         const std::string& before_json, int parts, int pages);
print::Paper index_paper(const forms::Form& form, const CaseFileFrame& frame,
                         const std::vector<FiledPart>& parts);
print::Paper end_note_paper(const forms::Form& form, const CaseFileFrame& frame,
                            const std::string& before_json, int pages);

print::Paper slip_paper(const CaseFileFrame& frame, const std::vector<SlipRow>& rows);
print::Paper unbound_paper(const CaseFileFrame& frame, const std::vector<UnboundRow>& rows);
print::Paper evidence_paper(const CaseFileFrame& frame,
                            const std::vector<catalog::Evidence>& evidence);

}  // namespace liuhen::flows
