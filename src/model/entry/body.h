// One description of an entry's members serves writing and reading:
//
//   struct CaseMoved {
//     static constexpr std::string_view kKind = "case.moved";
//     CaseId case_id; std::string stage; std::string reason;
//     template <class Visitor, class Self> static void describe(Visitor& visit, Self& self) {
//       visit("case", self.case_id); visit("stage", self.stage); visit("reason", self.reason);
//     }
//     std::string subject() const { return "case:" + case_id.text; }
//   };
//
// An empty optional or vector is left out of the body, so that a member added later reads as empty
// in older entries.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "model/entry.h"
#include "model/ids.h"

namespace liuhen::model {

// JSON text of any canonical value, for example the probe's facts.
struct JsonText {
  std::string text = "{}";
};

class BodyWriter {
 public:
  BodyWriter();
  BodyWriter(const BodyWriter&) = delete;
  BodyWriter& operator=(const BodyWriter&) = delete;
  ~BodyWriter();

  void operator()(std::string_view name, const std::string& value);
  void operator()(std::string_view name, std::int64_t value);
  void operator()(std::string_view name, std::uint64_t value);
  void operator()(std::string_view name, bool value);
  void operator()(std::string_view name, base::UtcTime value);
  void operator()(std::string_view name, const base::Digest256& value);
  void operator()(std::string_view name, const JsonText& value);
  void operator()(std::string_view name, const std::vector<std::string>& value);
  template <class Tag>
  void operator()(std::string_view name, const Id<Tag>& value) {
    (*this)(name, value.text);
  }
  template <class Tag>
  void operator()(std::string_view name, const std::vector<Id<Tag>>& ids) {
    std::vector<std::string> texts;
    for (const auto& id : ids) texts.push_back(id.text);
    (*this)(name, texts);
  }
  template <class T>
  void operator()(std::string_view name, const std::optional<T>& value) {
    if (value) (*this)(name, *value);
  }

  std::string canonical() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class BodyReader {
 public:
  explicit BodyReader(std::string_view body);
  BodyReader(const BodyReader&) = delete;
  BodyReader& operator=(const BodyReader&) = delete;
  ~BodyReader();

  void operator()(std::string_view name, std::string& value);
  void operator()(std::string_view name, std::int64_t& value);
  void operator()(std::string_view name, std::uint64_t& value);
  void operator()(std::string_view name, bool& value);
  void operator()(std::string_view name, base::UtcTime& value);
  void operator()(std::string_view name, base::Digest256& value);
  void operator()(std::string_view name, JsonText& value);
  void operator()(std::string_view name, std::vector<std::string>& value);
  template <class Tag>
  void operator()(std::string_view name, Id<Tag>& value) {
    (*this)(name, value.text);
  }
  template <class Tag>
  void operator()(std::string_view name, std::vector<Id<Tag>>& ids) {
    std::vector<std::string> texts;
    (*this)(name, texts);
    for (auto& text : texts) ids.push_back({std::move(text)});
  }
  template <class T>
  void operator()(std::string_view name, std::optional<T>& value) {
    if (!has(name)) return;
    T held{};
    (*this)(name, held);
    value = std::move(held);
  }

  // The first thing that was wrong; empty when all was well.
  const std::string& problem() const;

 private:
  bool has(std::string_view name) const;
  void fail(std::string_view name, std::string_view wanted);
  struct State;
  std::unique_ptr<State> state_;
};

template <class Body>
Entry make_entry(base::UtcTime time, std::string actor, const Body& body) {
  BodyWriter writer;
  Body::describe(writer, body);
  return {std::string(Body::kKind), time, std::move(actor), {}, body.subject(), writer.canonical()};
}

template <class Body>
base::Result<Body, std::string> body_of(const Entry& entry) {
  if (entry.kind != Body::kKind) return "the entry is of kind " + entry.kind;
  BodyReader reader(entry.body);
  Body body{};
  Body::describe(reader, body);
  if (!reader.problem().empty()) return entry.kind + ": " + reader.problem();
  return body;
}

}  // namespace liuhen::model
