// The forms in force: read from a folder at start and again on demand. A folder that does not load
// leaves the last good book in place, and says why. Any thread; a book that was handed out lives on
// for whoever holds it.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/guarded.h"
#include "forms/form_book.h"

namespace liuhen::forms {

class FormShelf {
 public:
  explicit FormShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // The problems; empty when the new book is in force. Throws Fault when the disk fails; then, too,
  // the last good book stays.
  std::vector<base::FileProblem> reload();

  // Null until the first good load.
  std::shared_ptr<const FormBook> book() const;

 private:
  std::filesystem::path folder_;
  base::Guarded<std::shared_ptr<const FormBook>> book_;
};

}  // namespace liuhen::forms
