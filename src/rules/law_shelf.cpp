#include "rules/law_shelf.h"

namespace liuhen::rules {

LawShelf::Reloaded LawShelf::reload(const std::vector<ParameterChange>& settings) {
  Reloaded result;
  auto loaded = LawBook::load(folder_);
  if (!loaded) {
    result.problems = loaded.error();
    return result;
  }
  if (!settings.empty()) {
    auto changed = loaded->changed(settings);
    std::vector<ParameterChange> fitting;
    for (std::size_t i = 0; !changed && i < settings.size(); ++i) {  // rare: one by one
      fitting.push_back(settings[i]);
      if (loaded->changed(fitting)) continue;
      result.set_aside.push_back(settings[i]);
      fitting.pop_back();
    }
    if (!changed) changed = loaded->changed(fitting);
    if (!changed) {
      result.problems = changed.error();
      return result;
    }
    loaded = std::move(changed);
  }
  auto fresh = std::make_shared<const LawBook>(std::move(*loaded));
  book_.with([&](auto& book) { book = std::move(fresh); });
  return result;
}

std::shared_ptr<const LawBook> LawShelf::book() const {
  return book_.with([](const auto& book) { return book; });
}

}  // namespace liuhen::rules
