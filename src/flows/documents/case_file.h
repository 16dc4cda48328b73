// The case file 案卷: one bound PDF of a volume. Cover, index with page numbers, the final
// documents in order, what came from outside, slips for recordings and data, the evidence list, the
// note at the end. Page numbers on all but cover, index and end note (GB/T 9705).
// What it shows of records is logged as viewed before it is given out (articles 2-5, 3-15).
#pragma once

#include <string>

#include "base/text.h"
#include "flows/caller.h"
#include "model/ids.h"

namespace liuhen::flows {

class House;

struct CaseFileOrder {
  bool is_main_volume = true;
  bool by_result = false;  // the decision first; else as the procedure went
};

struct CaseFile {
  base::Bytes pdf;
  std::string file_name;
};
// Files from outside that cannot be bound (no PDF, not read well by the probe, too large) are
// listed on a slip, each with a sentence.
model::Answer<CaseFile> make_case_file(House& house, const Caller& caller, const model::CaseId& id,
                                       const CaseFileOrder& order);

}  // namespace liuhen::flows
