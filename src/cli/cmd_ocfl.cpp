#include <boost/json.hpp>
#include <cstdio>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "flows/admin/validate_ocfl.h"

namespace liuhen::cli {

int cmd_ocfl(const Words& words) {
  const Arguments arguments(words, {}, {"json"});
  if (arguments.words().size() != 2 || arguments.words().front() != "validate") {
    throw UsageError("say 'ocfl validate PATH'");
  }
  const auto report = flows::validate_ocfl(arguments.words()[1]);
  if (arguments.has("json")) {
    boost::json::array findings;
    for (const auto& finding : report.findings) {
      findings.push_back(boost::json::object{
          {"code", finding.code}, {"path", finding.path}, {"sentence", finding.sentence}});
    }
    const boost::json::object out{{"valid", !report.has_error},
                                  {"storage_root", report.is_storage_root},
                                  {"objects", report.object_count},
                                  {"findings", std::move(findings)}};
    std::printf("%s\n", boost::json::serialize(out).c_str());
    return report.has_error ? 1 : 0;
  }
  for (const auto& finding : report.findings) {
    std::printf("%s  %s  %s\n", finding.code.c_str(), finding.path.c_str(),
                finding.sentence.c_str());
  }
  std::printf("%s: %s, %llu objects\n", report.has_error ? "NOT VALID" : "VALID",
              report.is_storage_root ? "storage root" : "object",
              static_cast<unsigned long long>(report.object_count));
  return report.has_error ? 1 : 0;
}

}  // namespace liuhen::cli
