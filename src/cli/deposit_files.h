// The local side of a deposit, looked at before anything is sent: which files, and whether their
// receipts can be kept. A deposit cannot be undone, so nothing is found out after it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"

namespace liuhen::cli {

// Makes the folder when it is absent. Fault naming --receipts unless a file can be written there.
void check_receipts_folder(const base::fs::path& receipts);

struct DepositFiles {
  std::vector<base::fs::path> paths;
  std::vector<base::fs::path> left_out;  // hidden files of a folder
};

// A folder among the words stands for the files in it, by name. Fault, before anything is sent,
// when it holds a folder, a link or something else that is no file, when it holds no file, and when
// receipts would be kept in it: they would be deposited next time. Files are not looked at here.
DepositFiles files_of_words(const std::vector<std::string>& words, const base::fs::path& receipts);

// Files of two recorder folders may have the same name, hence the digest in the receipt's. Short
// enough for every file system, however long the file's own name is.
std::string receipt_name(std::string_view file_name, std::string_view sha256);

}  // namespace liuhen::cli
