// Collects what is wrong with the values of one document, with its sentences. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/values.h"

namespace liuhen::forms {

class Faults {
 public:
  // `label` names the field (and its column) for people; "%" in the sentences becomes it.
  void add(const Field& field, const std::string& place, std::string_view code, std::string_view zh,
           std::string_view en);
  void add_unknown(const std::string& field, const std::string& place);
  void add_values(std::string_view zh, std::string_view en);

  bool is_full() const { return all_.size() >= kMost; }
  std::vector<FieldFault> take() { return std::move(all_); }

  // While a row of `table` is looked at, faults name the table and the place in it.
  void enter_row(const Field& table, std::size_t row);
  void leave_row() { table_ = nullptr; }

 private:
  static constexpr std::size_t kMost = 200;
  std::vector<FieldFault> all_;
  const Field* table_ = nullptr;
  std::size_t row_ = 0;
};

}  // namespace liuhen::forms
