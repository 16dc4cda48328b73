#include "cli/deposit_files.h"

#include <unistd.h>

#include <algorithm>

#include "base/fault.h"

namespace liuhen::cli {
namespace fs = base::fs;
namespace {

constexpr std::size_t kNameBytesMax = 200;

[[noreturn]] void refuse_folder(const fs::path& folder, const std::string& why) {
  throw base::Fault(folder.string() + " is a folder, and " + why + "; nothing was sent");
}

void add_files_of(const fs::path& folder, DepositFiles& into) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::file_status status = entry.symlink_status();
    const std::string name = entry.path().filename().string();
    if (fs::is_directory(status)) {
      refuse_folder(folder, "it holds the folder '" + name +
                                "'; folders in folders are not gone into, so name each one, or "
                                "the files themselves");
    }
    if (!fs::is_regular_file(status)) {
      refuse_folder(folder, "it holds '" + name + "', which is no file; name the files themselves");
    }
    (name.starts_with('.') ? into.left_out : found).push_back(entry.path());
  }
  if (found.empty()) refuse_folder(folder, "there is no file in it");
  std::sort(found.begin(), found.end());
  into.paths.insert(into.paths.end(), found.begin(), found.end());
}

}  // namespace

void check_receipts_folder(const fs::path& receipts) {
  try {
    base::make_directories_durably(receipts);
    const fs::path probe = receipts / (".liuhen-receipts-" + std::to_string(::getpid()));
    base::write_file_durably(probe, std::string_view("may be removed\n"));
    fs::remove(probe);
  } catch (const std::exception& fault) {
    throw base::Fault("--receipts: receipts cannot be kept in " + receipts.string() + " (" +
                      fault.what() + "); nothing was sent. Name a folder where you may write");
  }
}

DepositFiles files_of_words(const std::vector<std::string>& words, const fs::path& receipts) {
  DepositFiles files;
  for (const std::string& word : words) {
    std::error_code absent;
    if (!fs::is_directory(word, absent)) {
      files.paths.emplace_back(word);
      continue;
    }
    if (fs::equivalent(word, receipts, absent)) {
      refuse_folder(word, "receipts would be kept among its files; name another --receipts FOLDER");
    }
    add_files_of(word, files);
  }
  return files;
}

std::string receipt_name(std::string_view file_name, std::string_view sha256) {
  std::size_t size = std::min(file_name.size(), kNameBytesMax);
  // Not in the middle of a character.
  while (size > 0 && size < file_name.size() &&
         (static_cast<unsigned char>(file_name[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return std::string(file_name.substr(0, size)) + "." + std::string(sha256.substr(0, 8)) +
         ".receipt.json";
}

}  // namespace liuhen::cli
