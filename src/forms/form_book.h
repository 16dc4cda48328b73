// The form book: every form as data, read from a folder (docs/formats/form-file.md). Immutable once
// loaded: any thread. Loading is strict and bounded, and tells all problems at once, each with file
// and line; a book is taken whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/strict_json.h"
#include "forms/form.h"

namespace liuhen::forms {

class FormBook {
 public:
  using Loaded = base::Result<FormBook, std::vector<base::FileProblem>>;

  // Every *.jsonc of the folder but *.sample.jsonc. Throws Fault when the disk fails.
  static Loaded load(const std::filesystem::path& folder);

  const std::vector<Form>& forms() const { return forms_; }  // by order_by_procedure
  const Form* find_form(std::string_view id) const;

 private:
  FormBook() = default;
  std::vector<Form> forms_;
};

}  // namespace liuhen::forms
