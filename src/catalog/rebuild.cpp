#include "catalog/rebuild.h"

#include "base/disk.h"
#include "catalog/catalog.h"
#include "catalog/projection.h"
#include "catalog/sql.h"

namespace liuhen::catalog {
namespace {

constexpr std::uint64_t kEntriesPerTransaction = 10'000;

void project_bytes(Connection& connection, std::uint64_t index, const std::string& bytes) {
  auto entry = model::entry_of(bytes);
  const std::string name = "Entry " + std::to_string(index);
  if (!entry) throw UnknownEntry(name + " is not an entry: " + entry.error() + ".");
  try {
    project(connection, index, *entry, bytes);
  } catch (const ConstraintBroken& fault) {
    throw UnknownEntry(name + " contradicts the entries before it. " + fault.what());
  }
}

// At most kEntriesPerTransaction; false after the last entry.
bool project_some(Connection& connection, const EntrySource& source, std::uint64_t& index) {
  Transaction transaction(connection, Transaction::Kind::write);
  for (std::uint64_t i = 0; i < kEntriesPerTransaction; ++i) {
    const auto bytes = source();
    if (!bytes) {
      transaction.commit();
      return false;
    }
    project_bytes(connection, index++, *bytes);
  }
  transaction.commit();
  return true;
}

}  // namespace

std::uint64_t rebuild(const std::filesystem::path& new_file, const EntrySource& source,
                      const RebuildProgress& progress) {
  if (std::filesystem::exists(new_file)) {
    throw base::Fault("The rebuilt catalog would overwrite " + new_file.string() +
                      ". Move that file away first.");
  }
  std::uint64_t index = 0;
  {
    Catalog catalog = Catalog::create_scratch(new_file);
    const auto connection = catalog.open_writer();
    while (project_some(*connection, source, index)) {
      if (progress) progress(index);
    }
  }
  if (progress) progress(index);
  base::File::open_write(new_file).sync();
  base::sync_directory(std::filesystem::absolute(new_file).parent_path());
  return index;
}

}  // namespace liuhen::catalog
