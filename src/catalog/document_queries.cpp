#include "catalog/document_queries.h"

#include <sstream>

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

std::vector<FinalDocument> find_documents(Connection& connection, std::string_view condition,
                                          const Values& values) {
  std::vector<FinalDocument> found;
  each_row(connection,
           "SELECT entry_index, record_id, case_id, act_id, form, number, title, fields,"
           " completed_ms, finalised_by, finalised_ms FROM final_document WHERE " +
               std::string(condition) + " ORDER BY entry_index",
           "itttttttiti", values, [&](const Row& row) {
             FinalDocument one{row.count(0),
                               row.id<model::RecordId>(1),
                               row.id<model::CaseId>(2),
                               row.find_id<model::ActId>(3),
                               row.text(4),
                               row.text(5),
                               row.text(6),
                               row.text(7),
                               row.find_time(8),
                               std::nullopt,
                               row.time(10)};
             if (!row.text(9).empty()) one.finalised_by = row.id<model::AccountId>(9);
             found.push_back(std::move(one));
           });
  return found;
}

std::vector<model::AccountId> accounts_of(const std::string& joined) {
  std::vector<model::AccountId> ids;
  std::istringstream words(joined);
  for (std::string word; words >> word;) ids.push_back({word});
  return ids;
}

}  // namespace

std::vector<FinalDocument> documents_of_case(Connection& connection, const model::CaseId& id) {
  return find_documents(connection, "case_id = :case", {id});
}

std::optional<FinalDocument> find_document(Connection& connection, const model::RecordId& id) {
  auto found = find_documents(connection, "record_id = :record", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<FinalDocument> find_document_by_number(Connection& connection,
                                                     const std::string& number) {
  auto found = find_documents(connection, "number = :number", {number});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<std::string> document_numbers(Connection& connection, std::string_view prefix) {
  std::vector<std::string> all;
  each_row(connection,
           "SELECT number FROM final_document WHERE number >= :prefix AND substr(number, 1,"
           " length(:same)) = :again",
           "t", {prefix, prefix, prefix}, [&](const Row& row) { all.push_back(row.text(0)); });
  return all;
}

std::vector<Evidence> evidence_of_case(Connection& connection, const model::CaseId& id) {
  std::vector<Evidence> found;
  each_row(connection,
           "SELECT evidence_id, entry_index, record_id, kind, name, source, proves, obtained_by,"
           " obtained_ms, void_reason FROM evidence WHERE case_id = :case ORDER BY entry_index",
           "tittttttit", {id}, [&](const Row& row) {
             found.push_back({row.text(0), row.count(1), row.find_id<model::RecordId>(2),
                              row.text(3), row.text(4), row.text(5), row.text(6),
                              accounts_of(row.text(7)), row.time(8), row.text(9)});
           });
  return found;
}

}  // namespace liuhen::catalog
