// Plain values of the HTTP edge: what a handler gets and what it gives back. No Asio, no Beast.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/disk.h"
#include "flows/intake/upload_store.h"

namespace liuhen::flows {
struct SignedIn;  // flows/admin/sign_in.h
}

namespace liuhen::http {

enum class Verb { get, head, post, put, patch, del, options };

std::string_view name_of(Verb verb);                      // "GET"
std::optional<Verb> verb_of_name(std::string_view name);  // exact, upper case
inline bool is_write(Verb verb) {
  return verb == Verb::post || verb == Verb::put || verb == Verb::patch || verb == Verb::del;
}

// Header fields in order; names are compared without case.
class Fields {
 public:
  using Field = std::pair<std::string, std::string>;

  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), value); }
  void set(std::string_view name, std::string value);  // replaces all of that name
  // The first of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  const std::vector<Field>& all() const { return fields_; }

 private:
  std::vector<Field> fields_;
};

// Names and values that occur once each: path parameters, query, cookies.
class Names {
 public:
  bool add(std::string name, std::string value);  // false when the name is there already
  std::optional<std::string_view> find(std::string_view name) const;
  std::string_view get(std::string_view name) const;  // CHECKs: for path parameters
  std::size_t size() const { return entries_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

struct RequestHead {
  Verb verb = Verb::get;
  std::string target;
  int minor_version = 1;  // HTTP/1.x
  Fields fields;
};

struct Request {
  Verb verb = Verb::get;
  std::vector<std::string> path;  // decoded segments
  Names parameters;               // from the route's pattern
  Names query;
  Names cookies;
  Fields fields;
  std::string body;                     // JSON routes
  flows::ByteSource* stream = nullptr;  // stream routes: the body, pulled on this thread
  std::uint64_t stream_size_bytes = 0;
  std::string peer;  // the address of the other end
  std::string operation_id;
  std::shared_ptr<const flows::SignedIn> who;  // who is signed in; null on open routes
};

// A piece of an open file, sent by sendfile.
struct FileRange {
  std::shared_ptr<const base::File> file;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

class EventSubscription;  // http/event_hub.h
using EventStream = std::shared_ptr<EventSubscription>;
using SharedText = std::shared_ptr<const std::string>;

struct Response {
  int status = 200;
  Fields fields;
  std::variant<std::string, SharedText, FileRange, EventStream> body;
  bool close = false;  // end the connection after it
};

Response json_response(int status, std::string json);
Response empty_response(int status);
Response text_response(int status, std::string_view content_type, std::string text);

}  // namespace liuhen::http
