// Questions about recording devices. Any connection.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/connection.h"
#include "model/casework.h"

namespace liuhen::catalog {

std::optional<model::Device> find_device(Connection& connection, const model::DeviceId& id);
std::optional<model::Device> find_device_by_number(Connection& connection, std::string_view number);
// In the order they were registered; at most 10,000.
std::vector<model::Device> list_devices(Connection& connection);

}  // namespace liuhen::catalog
