#include "catalog/device_queries.h"

#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

std::vector<model::Device> find_devices(Connection& connection, std::string_view condition,
                                        const Values& values) {
  std::vector<model::Device> found;
  each_row(connection,
           "SELECT device_id, kind, number, model, serial, holder_id FROM device WHERE " +
               std::string(condition),
           "tttttt", values, [&](const Row& row) {
             found.push_back({row.id<model::DeviceId>(0), row.text(1), row.text(2), row.text(3),
                              row.text(4), row.find_id<model::AccountId>(5)});
           });
  return found;
}

std::optional<model::Device> first_of(std::vector<model::Device> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<model::Device> find_device(Connection& connection, const model::DeviceId& id) {
  return first_of(find_devices(connection, "device_id = :device", {id}));
}

std::optional<model::Device> find_device_by_number(Connection& connection,
                                                   std::string_view number) {
  return first_of(
      find_devices(connection, "number = :number ORDER BY entry_index LIMIT 1", {number}));
}

std::vector<model::Device> list_devices(Connection& connection) {
  return find_devices(connection, "1 = 1 ORDER BY entry_index LIMIT 10000", {});
}

}  // namespace liuhen::catalog
