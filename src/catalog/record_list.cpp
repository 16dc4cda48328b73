#include "catalog/newest_first.h"
#include "catalog/record_queries.h"
#include "catalog/record_rows.h"
#include "catalog/search.h"

namespace liuhen::catalog {
namespace {

// Up to so many finds of the word index are all looked at; more are better met on the way.
constexpr int kSmallSearch = 2000;

constexpr std::string_view kAccountIndex =
    "(SELECT entry_index FROM account WHERE account_id = :account)";
constexpr std::string_view kCaseIndex = "(SELECT entry_index FROM case_file WHERE case_id = :case)";
constexpr std::string_view kActIndex = "(SELECT entry_index FROM act WHERE act_id = :act)";

std::string with(std::string_view before, std::string_view subselect, std::string_view after) {
  return std::string(before) + std::string(subselect) + std::string(after);
}

Driver search_driver(const SearchWords& words) {
  return {"SELECT rowid AS place FROM record_gram WHERE record_gram MATCH :match AND rowid",
          {words.match}};
}

// The index that leaves the fewest records to look at.
Driver plain_driver(const RecordFilter& filter) {
  if (filter.act_id) {
    return {with("SELECT record_index AS place FROM record_act WHERE act_index = ", kActIndex,
                 " AND record_index"),
            {*filter.act_id}};
  }
  if (filter.case_id) {
    return {with("SELECT record_index AS place FROM record_case WHERE case_index = ", kCaseIndex,
                 " AND record_index"),
            {*filter.case_id}};
  }
  if (filter.only_of) {
    return {with("SELECT record_index AS place FROM record_sight WHERE account_index = ",
                 kAccountIndex, " AND record_index"),
            {*filter.only_of}};
  }
  if (filter.device_id) {
    return {"SELECT entry_index AS place FROM record WHERE device_id = :device AND entry_index",
            {*filter.device_id}};
  }
  if (filter.record_kind) {
    return {"SELECT entry_index AS place FROM record WHERE record_kind = :kind AND entry_index",
            {*filter.record_kind}};
  }
  return {"SELECT entry_index AS place FROM record WHERE entry_index", {}};
}

void add_place_filters(Hunt& hunt, const RecordFilter& filter) {
  const auto exists = [](std::string_view table, std::string_view column,
                         std::string_view subselect) {
    return "EXISTS (SELECT 1 FROM " + std::string(table) +
           " x WHERE x.record_index = r.entry_index AND x." + std::string(column) + " = " +
           std::string(subselect) + ")";
  };
  if (filter.act_id) {
    hunt.add(
        exists("record_act", "act_index", "(SELECT entry_index FROM act WHERE act_id = :act2)"),
        {*filter.act_id});
  }
  if (filter.case_id) {
    hunt.add(exists("record_case", "case_index",
                    "(SELECT entry_index FROM case_file WHERE case_id = :case2)"),
             {*filter.case_id});
  }
  if (filter.only_of) {
    hunt.add(exists("record_sight", "account_index",
                    "(SELECT entry_index FROM account WHERE account_id = :account2)"),
             {*filter.only_of});
  }
}

void add_filters(Hunt& hunt, const RecordFilter& filter, const std::optional<SearchWords>& words) {
  add_place_filters(hunt, filter);
  if (filter.device_id) hunt.add("r.device_id = :device2", {*filter.device_id});
  if (filter.record_kind) hunt.add("r.record_kind = :kind2", {*filter.record_kind});
  if (!words) return;
  for (std::size_t i = 0; i < words->like_patterns.size(); ++i) {
    hunt.add("r.search_text LIKE :like" + std::to_string(i) + " ESCAPE '!'",
             {words->like_patterns[i]});
  }
}

int conditions_in(const RecordFilter& filter) {
  return (filter.act_id ? 1 : 0) + (filter.case_id ? 1 : 0) + (filter.only_of ? 1 : 0) +
         (filter.device_id ? 1 : 0) + (filter.record_kind ? 1 : 0);
}

Hunt hunt_of(Connection& connection, const RecordFilter& filter,
             const std::optional<SearchWords>& words, std::optional<std::uint64_t> before) {
  Hunt hunt{"record", plain_driver(filter), {}};
  const int conditions = conditions_in(filter);
  if (words && !words->match.empty()) {
    Driver driver = search_driver(*words);
    if (conditions == 0 || is_small(connection, driver, before, kSmallSearch)) {
      hunt.driver = std::move(driver);
    }
  }
  // One condition alone is what the driver itself says; words are always compared.
  if (conditions > 1 || words) add_filters(hunt, filter, words);
  return hunt;
}

}  // namespace

model::Answer<RecordPage> list_records(Connection& connection, const RecordFilter& filter,
                                       const PageRequest& page) {
  const auto before = place_of('r', page);
  if (!before) return before.error();
  const auto words = search_words_of(filter.q);
  if (!words) return words.error();
  const Hunt hunt = hunt_of(connection, filter, *words, *before);
  const Places found = find_places(connection, hunt, *before, page.limit);
  RecordPage result;
  for (const std::uint64_t place : found.places) {
    auto record = find_record_row(connection, "entry_index = :place", {place});
    if (record) result.records.push_back(*std::move(record));
  }
  if (found.next) result.next_cursor = cursor_of('r', *found.next);
  return result;
}

}  // namespace liuhen::catalog
