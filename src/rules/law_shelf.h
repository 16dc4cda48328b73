// The book in force: read from a folder at start and again on demand. A folder that does not load
// leaves the last good book in place, and says why. Any thread; a book that was handed out lives on
// for whoever holds it.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/guarded.h"
#include "rules/law_book.h"

namespace liuhen::rules {

class LawShelf {
 public:
  explicit LawShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

  struct Reloaded {
    std::vector<LawProblem> problems;  // empty: the new book is in force
    std::vector<ParameterChange>
        set_aside;  // settings that these law files do not allow (any more)
  };
  // The new book, changed as `settings` say where they fit. Throws Fault when the disk fails; then,
  // too, the last good book stays.
  Reloaded reload(const std::vector<ParameterChange>& settings = {});

  // Null until the first good load.
  std::shared_ptr<const LawBook> book() const;

 private:
  std::filesystem::path folder_;
  base::Guarded<std::shared_ptr<const LawBook>> book_;
};

}  // namespace liuhen::rules
