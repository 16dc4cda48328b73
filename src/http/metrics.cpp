#include "http/metrics.h"

#include <array>
#include <cstdio>
#include <utility>

#include "base/check.h"

namespace liuhen::http {
namespace {

constexpr std::array kBucketsS{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                               0.25,  0.5,    1.0,   2.5,  5.0,   10.0};

std::string number_text(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.12g", value);
  return text.data();
}

void write_series(std::string& out, const std::string& name, const std::string& labels,
                  double value) {
  out += name;
  if (!labels.empty()) out += "{" + labels + "}";
  out += " " + number_text(value) + "\n";
}

}  // namespace

void Metrics::declare_counter(const std::string& name, const std::string& help) {
  families_.with([&](Families& all) {
    all[name].help = help;
    all[name].type = "counter";
  });
}

void Metrics::declare_durations(const std::string& name, const std::string& help) {
  families_.with([&](Families& all) {
    all[name].help = help;
    all[name].type = "histogram";
  });
}

void Metrics::gauge(const std::string& name, const std::string& help,
                    std::function<double()> value) {
  families_.with([&](Families& all) {
    all[name].help = help;
    all[name].type = "gauge";
    all[name].value = std::move(value);
  });
}

void Metrics::counter(const std::string& name, const std::string& help,
                      std::function<double()> value) {
  gauge(name, help, std::move(value));
  declare_counter(name, help);
}

void Metrics::add(const std::string& counter, const std::string& labels, double more) {
  families_.with([&](Families& all) {
    const auto family = all.find(counter);
    CHECK(family != all.end() && family->second.type == "counter");
    family->second.counters[labels] += more;
  });
}

void Metrics::observe(const std::string& durations, double seconds, const std::string& labels) {
  families_.with([&](Families& all) {
    const auto family = all.find(durations);
    CHECK(family != all.end() && family->second.type == "histogram");
    Durations& series = family->second.durations[labels];
    series.buckets.resize(kBucketsS.size());
    for (std::size_t i = 0; i < kBucketsS.size(); ++i)
      series.buckets[i] += seconds <= kBucketsS[i] ? 1 : 0;
    series.count += 1;
    series.sum += seconds;
  });
}

void Metrics::write(std::string& out, const std::string& name, const Family& family) {
  out += "# HELP " + name + " " + family.help + "\n# TYPE " + name + " " + family.type + "\n";
  if (family.value) write_series(out, name, "", family.value());
  for (const auto& [labels, value] : family.counters) write_series(out, name, labels, value);
  for (const auto& [labels, series] : family.durations) {
    const std::string comma = labels.empty() ? "" : labels + ",";
    for (std::size_t i = 0; i < series.buckets.size(); ++i)
      write_series(out, name + "_bucket", comma + "le=\"" + number_text(kBucketsS[i]) + "\"",
                   static_cast<double>(series.buckets[i]));
    const auto count = static_cast<double>(series.count);
    write_series(out, name + "_bucket", comma + "le=\"+Inf\"", count);
    write_series(out, name + "_sum", labels, series.sum);
    write_series(out, name + "_count", labels, count);
  }
}

std::string Metrics::text() const {
  // Gauges are asked outside the lock: they may look at things that count here.
  const Families families = families_.with([](const Families& all) { return all; });
  std::string out;
  for (const auto& [name, family] : families) write(out, name, family);
  return out;
}

}  // namespace liuhen::http
