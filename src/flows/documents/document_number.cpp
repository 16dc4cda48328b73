#include "flows/documents/document_number.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "catalog/document_queries.h"
#include "flows/house.h"

namespace liuhen::flows {
namespace {

constexpr std::int64_t kSerialMax = 999'999'999;

// What stands before and after the serial, told apart by two serials that share no digit.
struct Series {
  std::string before, after;
};

Series series_of(const forms::Form& form, const std::string& word, int year) {
  const std::string one = forms::document_number(form, word, year, 1);
  const std::string two = forms::document_number(form, word, year, 2);
  const auto at = static_cast<std::size_t>(
      std::mismatch(one.begin(), one.end(), two.begin(), two.end()).first - one.begin());
  return {one.substr(0, at), one.substr(at + 1)};
}

std::optional<std::int64_t> serial_in(const std::string& number, const Series& series) {
  const std::size_t frame = series.before.size() + series.after.size();
  if (number.size() <= frame || !number.starts_with(series.before) ||
      !number.ends_with(series.after)) {
    return std::nullopt;
  }
  const char* first = number.data() + series.before.size();
  const char* last = number.data() + number.size() - series.after.size();
  std::int64_t serial = 0;
  const auto read = std::from_chars(first, last, serial);
  if (read.ec != std::errc() || read.ptr != last || serial < 0 || serial > kSerialMax) {
    return std::nullopt;
  }
  return serial;
}

}  // namespace

std::string next_number(House& house, catalog::Connection& connection, const forms::Form& form,
                        base::CivilDay today) {
  if (form.number_pattern.empty()) return {};
  const std::string& word = house.form_settings().bureau_word;
  const int year = base::year_of(today);
  const Series series = series_of(form, word, year);
  std::int64_t highest = 0;
  const auto count = [&](const std::vector<std::string>& numbers) {
    for (const std::string& number : numbers) {
      highest = std::max(highest, serial_in(number, series).value_or(0));
    }
  };
  count(catalog::document_numbers(connection, series.before));
  count(house.private_store().draft_numbers(series.before));
  return forms::document_number(form, word, year, highest + 1);
}

}  // namespace liuhen::flows
