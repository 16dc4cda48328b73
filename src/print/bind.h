// One PDF out of many: the case file. Pages keep their size and content; bookmarks lead to the
// parts; numbered parts get a running page number in the upper right corner (GB/T 9705: written
// pages are numbered, cover, index and 备考表 are not). Any thread; no network, no scripts run.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/text.h"

namespace liuhen::print {

struct Part {
  std::string title;  // of the bookmark
  base::Bytes pdf;
  bool is_numbered = true;
};

struct Bound {
  base::Bytes pdf;
  struct Pages {
    int first = 0, last = 0;  // running numbers; 0 where the part is not numbered
    int count = 0;
  };
  std::vector<Pages> parts;
};

// The error names the part: no PDF, damaged, encrypted, or more than 20000 pages in all. Forms and
// annotations of the parts stay; their own bookmarks, scripts and attachments do not come along.
base::Result<Bound, std::string> bind_parts(const std::vector<Part>& parts,
                                            const std::string& title, base::UtcTime created_at);

// The pages of one PDF, for the index that is printed before binding.
base::Result<int, std::string> page_count(const base::Bytes& pdf);

}  // namespace liuhen::print
