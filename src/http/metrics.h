// Metrics in the Prometheus text format 0.0.4. Families are declared once with name and help;
// a series is a family with one label text such as `operation="get_case",status="200"`. Label
// values come from closed sets of this program, never from a request. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/guarded.h"

namespace liuhen::http {

class Metrics {
 public:
  void declare_counter(const std::string& name, const std::string& help);
  // Buckets in seconds are fixed: 1 ms … 10 s.
  void declare_durations(const std::string& name, const std::string& help);
  // Asked for when the page is made; must be quick.
  void gauge(const std::string& name, const std::string& help, std::function<double()> value);

  // The same for what only grows and is counted elsewhere.
  void counter(const std::string& name, const std::string& help, std::function<double()> value);

  void add(const std::string& counter, const std::string& labels = {}, double more = 1);
  void observe(const std::string& durations, double seconds, const std::string& labels = {});

  std::string text() const;

 private:
  struct Durations {
    std::vector<std::uint64_t> buckets;
    std::uint64_t count = 0;
    double sum = 0;
  };
  struct Family {
    std::string help;
    std::map<std::string, double> counters;
    std::map<std::string, Durations> durations;
    std::function<double()> value;
    std::string type;
  };
  using Families = std::map<std::string, Family>;

  static void write(std::string& out, const std::string& name, const Family& family);

  base::Guarded<Families> families_;
};

}  // namespace liuhen::http
