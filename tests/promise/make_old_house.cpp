// Makes the house of fixtures/house-<n>.tar.gz: make_old_house FOLDER. Beside the house lie the
// receipts that it gave and the public keys, as a depositor and an auditor would have kept them.
#include <cstdio>

#include "base/fault.h"
#include "promise/sample_work.h"

namespace liuhen::promise {
namespace {

void make_old_house(const base::fs::path& folder) {
  const base::SystemClock clock;
  base::make_directories_durably(folder / "receipts");
  found_sample_house(folder / "house", clock);
  const auto house = open_sample_house(folder / "house", clock);
  const Worked worked = do_sample_work(*house, 1, 30);
  for (std::size_t i = 0; i < worked.receipts.size(); ++i) {
    base::write_file_durably(folder / "receipts" / (std::to_string(i) + ".json"),
                             worked.receipts[i]);
  }
  base::write_file_durably(folder / "log.vkey", house->log_keys().vkey);
  base::write_file_durably(folder / "log.sm2.pem", house->log_keys().sm2_public_pem);
}

}  // namespace
}  // namespace liuhen::promise

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_old_house FOLDER\n");
    return 2;
  }
  try {
    liuhen::promise::make_old_house(argv[1]);
    return 0;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "make_old_house: %s\n", fault.what());
    return 1;
  }
}
