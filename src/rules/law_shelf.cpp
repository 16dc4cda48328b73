#include "rules/law_shelf.h"

namespace liuhen::rules {

std::vector<LawProblem> LawShelf::reload(const std::vector<ParameterChange>& settings) {
  auto loaded = LawBook::load(folder_);
  if (!loaded) return loaded.error();
  if (!settings.empty()) loaded = loaded->changed(settings);
  if (!loaded) return loaded.error();
  auto fresh = std::make_shared<const LawBook>(std::move(*loaded));
  book_.with([&](auto& book) { book = std::move(fresh); });
  return {};
}

std::shared_ptr<const LawBook> LawShelf::book() const {
  return book_.with([](const auto& book) { return book; });
}

}  // namespace liuhen::rules
