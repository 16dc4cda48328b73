#include "vault/staging.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/random.h"
#include "vault/inventory_text.h"
#include "vault/ocfl/tree.h"

namespace liuhen::vault {
namespace {

constexpr std::string_view kObjectDeclaration = "ocfl_object_1.1";
constexpr mode_t kReadOnly = 0444;
constexpr mode_t kWritable = 0600;

void make_directory(const fs::path& path) {
  if (::mkdir(path.c_str(), 0755) != 0) {
    base::throw_errno("cannot create the folder " + path.string());
  }
}

base::File write_read_only(const fs::path& path, std::string_view text) {
  base::File file = base::File::create_new(path, kReadOnly);
  file.write_all(base::as_bytes(text));
  return file;
}

// Lets the disk begin with all files, so that the fsyncs that follow wait for one journal commit
// and not for one each. Only a hint: what counts is fsync.
void begin_writing(const std::vector<base::File>& files) {
  for (const base::File& file : files) {
    static_cast<void>(::sync_file_range(file.descriptor(), 0, 0, SYNC_FILE_RANGE_WRITE));
  }
}

}  // namespace

StagedObject::StagedObject(const fs::path& staging, const KeepOrder& order)
    : order_(order),
      folder_(staging / (order.record_id + "." + base::hex_of(base::random_bytes(6)))) {}

// A fault on the way: the deposit goes back where it came from and only our own small files vanish.
// If even that fails, the folder stays in staging for the next open().
StagedObject::~StagedObject() {
  if (released_) return;
  // Writable again for its owner: the next try opens it like any other upload.
  if (original_is_in_) static_cast<void>(::chmod(original().c_str(), kWritable));
  try {
    if (original_is_in_ && !base::rename_if_absent(original(), order_.staged_file)) return;
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  } catch (const base::Fault& fault) {
    base::log_line(base::LogLevel::error, "vault.staging_left",
                   {{"record", order_.record_id}, {"why", fault.what()}});
  }
}

fs::path StagedObject::original() const {
  return folder_ / "v1" / "content" / content_name_of(order_);
}

void StagedObject::build() {
  make_directory(folder_);
  make_directory(folder_ / "v1");
  make_directory(folder_ / "v1" / "content");
  std::vector<base::File> files = write_small_files();
  files.push_back(take_in_original());
  begin_writing(files);
  confirmed([&] {
    for (base::File& file : files) file.sync();
    base::sync_directory(folder_ / "v1" / "content");
    base::sync_directory(folder_ / "v1");
    base::sync_directory(folder_);
    // Its name must be durable before any folder is made in the root: open() knows by it where to
    // look for empty ones.
    base::sync_directory(folder_.parent_path());
  });
}

std::vector<base::File> StagedObject::write_small_files() {
  const std::string inventory = first_inventory_text(order_);
  inventory_sha256_ = base::sha256_of(inventory);
  const std::string sidecar = sidecar_text(inventory_sha256_);
  std::vector<base::File> files;
  files.push_back(write_read_only(folder_ / "v1" / "content" / "record.json", order_.record_json));
  files.push_back(write_read_only(folder_ / ("0=" + std::string(kObjectDeclaration)),
                                  std::string(kObjectDeclaration) + "\n"));
  for (const fs::path& place : {folder_ / "v1", folder_}) {
    files.push_back(write_read_only(place / "inventory.json", inventory));
    files.push_back(write_read_only(place / "inventory.json.sha256", sidecar));  // last (E062)
  }
  return files;
}

base::File StagedObject::take_in_original() {
  base::File file = ocfl::open_plain_file(order_.staged_file);
  if (file.size_bytes() != order_.size_bytes) {
    throw base::Damaged("the staged file " + order_.staged_file.string() + " has " +
                        std::to_string(file.size_bytes()) + " bytes instead of " +
                        std::to_string(order_.size_bytes) + "; deposit it again");
  }
  if (!base::rename_if_absent(order_.staged_file, original())) {
    throw base::Fault("the staging folder already holds " + original().string());
  }
  original_is_in_ = true;
  if (::fchmod(file.descriptor(), kReadOnly) != 0) {
    base::throw_errno("cannot make read-only " + original().string());
  }
  return file;
}

std::string record_id_of_staging_name(const std::string& name) {
  const std::string id = name.substr(0, name.find('.'));
  return base::is_uuid(id) ? id : "";
}

fs::path object_path_of_staging_name(const std::string& name) {
  const std::string stem = name.substr(0, name.find('.'));
  if (base::is_uuid(stem)) return Vault::object_path_of(stem);
  if (!base::digest_of_hex(stem)) return {};
  return fs::path(stem.substr(0, 3)) / stem.substr(3, 3) / stem.substr(6, 3) / stem;
}

}  // namespace liuhen::vault
