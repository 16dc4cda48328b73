#include <boost/json.hpp>
#include <cstdio>

#include "base/disk.h"
#include "base/fault.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/credentials.h"
#include "flows/intake/receipt.h"

namespace liuhen::cli {
namespace {

void print_json(const flows::ReceiptCheck& check) {
  boost::json::array steps;
  for (const auto& step : check.steps) {
    steps.push_back(
        boost::json::object{{"step", step.name}, {"ok", step.ok}, {"sentence", step.sentence}});
  }
  const boost::json::object out{{"ok", check.ok()}, {"steps", std::move(steps)}};
  std::printf("%s\n", boost::json::serialize(out).c_str());
}

void print_for_people(const flows::ReceiptCheck& check) {
  for (const auto& step : check.steps) {
    std::printf("%s  %-10s %s\n", step.ok ? "ok    " : "FAILED", step.name.c_str(),
                step.sentence.c_str());
  }
  std::printf(check.ok() ? "The receipt is good.\n" : "The receipt does NOT hold.\n");
}

}  // namespace

int cmd_verify_receipt(const Words& words) {
  const Arguments arguments(words, {"key", "file", "sm2-key"}, {"json"});
  if (arguments.words().size() != 1) throw UsageError("verify receipt takes one receipt file");
  const std::string vkey = read_vkey(arguments.get("key"));
  std::optional<std::string> sm2;
  if (const auto path = arguments.find("sm2-key")) sm2 = read_sm2_key(*path);
  std::optional<base::fs::path> original;
  if (const auto path = arguments.find("file")) original = *path;
  try {
    const std::string receipt = base::read_text(arguments.words().front());
    const auto check = flows::check_receipt(receipt, vkey, sm2, original);
    arguments.has("json") ? print_json(check) : print_for_people(check);
    return check.ok() ? 0 : 1;
  } catch (const base::Fault& fault) {
    std::fprintf(stderr, "the receipt could not be checked: %s\n", fault.what());
    return 3;
  }
}

}  // namespace liuhen::cli
