// A form and what was written into it → a paper to be printed: the meeting place of forms and
// print. Pure; any thread. Writing rule: what stays empty in a finished document is struck with
// "／", so that nobody adds to it later; a draft stays open and says that it is one.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "forms/form.h"
#include "print/paper.h"

namespace liuhen::flows {

struct DocumentFrame {
  std::string bureau_name;
  std::string number;               // 文号; empty: none
  std::string qr_text, qr_caption;  // record id and digest; empty: none
  bool is_draft = false;
  bool has_seam = false;  // for documents of several pages that are sealed across the edges
  base::UtcTime created_at;
};

// Values that are no JSON object print as an empty form.
print::Paper paper_of(const forms::Form& form, std::string_view values_json,
                      const DocumentFrame& frame);

}  // namespace liuhen::flows
