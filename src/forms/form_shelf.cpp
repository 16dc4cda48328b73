#include "forms/form_shelf.h"

namespace liuhen::forms {

std::vector<base::FileProblem> FormShelf::reload() {
  auto loaded = FormBook::load(folder_);
  if (!loaded) return loaded.error();
  auto fresh = std::make_shared<const FormBook>(std::move(*loaded));
  book_.with([&](auto& book) { book = std::move(fresh); });
  return {};
}

std::shared_ptr<const FormBook> FormShelf::book() const {
  return book_.with([](const auto& book) { return book; });
}

}  // namespace liuhen::forms
