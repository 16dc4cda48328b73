#include "catalog/case_queries.h"

#include "catalog/newest_first.h"
#include "catalog/search.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

constexpr int kSmallSearch = 2000;

constexpr std::string_view kSelect =
    "SELECT case_id, number, title, party, procedure_kind, stage, unit_id, opened_ms, act_count,"
    " record_count FROM case_file WHERE ";
constexpr std::string_view kColumns = "tttttttiii";

model::Case case_of(const Row& row) {
  model::Case found;
  found.id = row.id<model::CaseId>(0);
  found.number = row.text(1);
  found.title = row.text(2);
  found.party = row.text(3);
  found.procedure = row.text(4);
  found.stage = row.text(5);
  found.unit_id = row.id<model::UnitId>(6);
  found.opened_at = row.time(7);
  found.act_count = row.integer(8);
  found.record_count = row.integer(9);
  return found;
}

std::optional<model::Case> find_one(Connection& connection, std::string_view condition,
                                    const Values& values) {
  std::optional<model::Case> found;
  each_row(connection, std::string(kSelect) + std::string(condition), kColumns, values,
           [&](const Row& row) { found = case_of(row); });
  if (!found) return std::nullopt;
  each_row(connection,
           "SELECT account_id FROM case_handler WHERE case_id = :case ORDER BY position", "t",
           {found->id},
           [&](const Row& row) { found->handler_ids.push_back(row.id<model::AccountId>(0)); });
  return found;
}

Driver search_driver(const SearchWords& words) {
  return {"SELECT rowid AS place FROM case_gram WHERE case_gram MATCH :match AND rowid",
          {words.match}};
}

// The index that leaves the fewest cases to look at.
Driver plain_driver(const CaseFilter& filter) {
  if (filter.handler) {
    return {
        "SELECT case_index AS place FROM case_handler WHERE account_id = :handler"
        " AND case_index",
        {*filter.handler}};
  }
  if (filter.only_of) {
    return {
        "SELECT case_index AS place FROM case_sight WHERE account_index ="
        " (SELECT entry_index FROM account WHERE account_id = :account) AND case_index",
        {*filter.only_of}};
  }
  if (filter.stage) {
    return {"SELECT entry_index AS place FROM case_file WHERE stage = :stage AND entry_index",
            {*filter.stage}};
  }
  return {"SELECT entry_index AS place FROM case_file WHERE entry_index", {}};
}

void add_filters(Hunt& hunt, const CaseFilter& filter, const std::optional<SearchWords>& words) {
  if (filter.handler) {
    hunt.add(
        "EXISTS (SELECT 1 FROM case_handler h WHERE h.case_id = r.case_id"
        " AND h.account_id = :handler2)",
        {*filter.handler});
  }
  if (filter.only_of) {
    hunt.add(
        "EXISTS (SELECT 1 FROM case_sight s JOIN account a ON a.entry_index = s.account_index"
        " WHERE s.case_index = r.entry_index AND a.account_id = :account2)",
        {*filter.only_of});
  }
  if (filter.stage) hunt.add("r.stage = :stage2", {*filter.stage});
  if (!words) return;
  for (std::size_t i = 0; i < words->like_patterns.size(); ++i) {
    hunt.add("r.search_text LIKE :like" + std::to_string(i) + " ESCAPE '!'",
             {words->like_patterns[i]});
  }
}

Hunt hunt_of(Connection& connection, const CaseFilter& filter,
             const std::optional<SearchWords>& words, std::optional<std::uint64_t> before) {
  const int conditions =
      (filter.handler ? 1 : 0) + (filter.only_of ? 1 : 0) + (filter.stage ? 1 : 0);
  Hunt hunt{"case_file", plain_driver(filter), {}};
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

std::optional<model::Case> find_case(Connection& connection, const model::CaseId& id) {
  return find_one(connection, "case_id = :case", {id});
}

std::optional<model::Case> find_case_by_number(Connection& connection, const std::string& number) {
  return find_one(connection, "number = :number ORDER BY entry_index LIMIT 1", {number});
}

model::Answer<CasePage> list_cases(Connection& connection, const CaseFilter& filter,
                                   const PageRequest& page) {
  const auto before = place_of('c', page);
  if (!before) return before.error();
  const auto words = search_words_of(filter.q);
  if (!words) return words.error();
  const Hunt hunt = hunt_of(connection, filter, *words, *before);
  const Places found = find_places(connection, hunt, *before, page.limit);
  CasePage result;
  for (const std::uint64_t place : found.places) {
    auto one = find_one(connection, "entry_index = :place", {place});
    if (one) result.cases.push_back(*std::move(one));
  }
  if (found.next) result.next_cursor = cursor_of('c', *found.next);
  return result;
}

bool is_near_case(Connection& connection, const model::AccountId& account,
                  const model::CaseId& case_id) {
  return find_number(connection,
                     "SELECT COUNT(*) FROM case_sight s"
                     " JOIN account a ON a.entry_index = s.account_index"
                     " JOIN case_file c ON c.entry_index = s.case_index"
                     " WHERE a.account_id = :account AND c.case_id = :case",
                     {account, case_id}) > 0;
}

std::uint64_t count_cases(Connection& connection) {
  return static_cast<std::uint64_t>(
      find_number(connection, "SELECT COUNT(*) FROM case_file").value_or(0));
}

std::vector<PlacedCase> cases_after(Connection& connection, std::int64_t entry_index, int limit,
                                    const std::optional<OpenedWithin>& opened) {
  std::vector<PlacedCase> found;
  const OpenedWithin within = opened.value_or(OpenedWithin{{INT64_MIN}, {INT64_MAX}});
  each_row(connection,
           "SELECT entry_index, case_id FROM case_file WHERE entry_index > :index"
           " AND opened_ms >= :from AND opened_ms < :to ORDER BY entry_index LIMIT :limit",
           "it", {entry_index, within.from, within.to, limit}, [&](const Row& row) {
             found.push_back({row.count(0), row.id<model::CaseId>(1)});
           });
  return found;
}

std::vector<model::CaseId> cases_about(Connection& connection, std::string_view subject) {
  struct Way {
    std::string_view word, sql;
  };
  static constexpr Way kWays[] = {
      {"case:", "SELECT case_id FROM case_file WHERE case_id = :id"},
      {"act:",
       "SELECT case_id FROM act WHERE act_id = :id UNION SELECT b.case_id FROM act_span mine"
       " JOIN act_span theirs ON theirs.account_id = mine.account_id"
       " AND theirs.started_ms <= mine.ended_ms"
       " AND theirs.started_ms >= mine.started_ms - 604800000"
       " AND theirs.ended_ms >= mine.started_ms"
       " JOIN act b ON b.act_id = theirs.act_id WHERE mine.act_id = :same"},
      {"record:",
       "SELECT c.case_id FROM record r JOIN record_case rc ON rc.record_index = r.entry_index"
       " JOIN case_file c ON c.entry_index = rc.case_index WHERE r.record_id = :id"},
      {"account:",
       "SELECT c.case_id FROM account a JOIN case_sight s ON s.account_index = a.entry_index"
       " JOIN case_file c ON c.entry_index = s.case_index WHERE a.account_id = :id"},
  };
  std::vector<model::CaseId> found;
  for (const Way& way : kWays) {
    if (!subject.starts_with(way.word)) continue;
    const std::string_view id = subject.substr(way.word.size());
    Values values{id};
    if (way.word == "act:") values.emplace_back(id);
    each_row(connection, way.sql, "t", values,
             [&](const Row& row) { found.push_back(row.id<model::CaseId>(0)); });
  }
  return found;
}

}  // namespace liuhen::catalog
