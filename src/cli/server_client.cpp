#include "cli/server_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstring>

#include "base/check.h"
#include "base/io_buffer.h"
#include "base/json.h"

namespace liuhen::cli {
namespace json = boost::json;
namespace {

constexpr std::size_t kAnswerBytesMax = std::size_t{16} << 20;

struct FileSending {
  const base::File* file;
  std::uint64_t offset;
  const std::function<void(std::uint64_t)>* sent;
  base::IoBuffer buffer{};
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto* body = static_cast<std::string*>(into);
  if (body->size() + size * count > kAnswerBytesMax) return 0;
  body->append(bytes, size * count);
  return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto* headers = static_cast<std::map<std::string, std::string>*>(into);
  const std::string_view line(bytes, size * count);
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos && headers->size() < 100) {
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
      value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
    (*headers)[name] = std::string(value);
  }
  return size * count;
}

std::size_t give_file(char* into, std::size_t size, std::size_t count, void* from) try {
  auto* sending = static_cast<FileSending*>(from);
  // Read beside curl's buffer, which lies wherever malloc() put it (see base/io_buffer.h).
  const auto room = sending->buffer.span().first(std::min(size * count, sending->buffer.size()));
  const std::size_t got = sending->file->read_at(sending->offset, room);
  std::memcpy(into, room.data(), got);
  sending->offset += got;
  (*sending->sent)(sending->offset);
  return got;
} catch (const std::exception&) {
  return CURL_READFUNC_ABORT;
}

}  // namespace

struct ServerClient::Curl {
  CURL* handle = curl_easy_init();
  Curl() { CHECK(handle != nullptr); }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;
  ~Curl() { curl_easy_cleanup(handle); }

  template <class Value>
  void set(CURLoption option, Value value) {
    CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
  }
};

ServerClient::ServerClient(std::string address)
    : address_(std::move(address)), curl_(std::make_unique<Curl>()) {
  while (!address_.empty() && address_.back() == '/') address_.pop_back();
}

ServerClient::~ServerClient() = default;

HttpAnswer ServerClient::perform(const std::string& path,
                                 const std::map<std::string, std::string>& headers) {
  HttpAnswer answer;
  curl_slist* list = nullptr;
  const auto add = [&](const std::string& line) { list = curl_slist_append(list, line.c_str()); };
  for (const auto& [name, value] : headers) add(std::string(name).append(": ").append(value));
  if (!token_.empty()) add("Authorization: Bearer " + token_);
  add("Expect:");
  curl_->set(CURLOPT_URL, (address_ + path).c_str());
  curl_->set(CURLOPT_HTTPHEADER, list);
  curl_->set(CURLOPT_NOSIGNAL, 1L);
  curl_->set(CURLOPT_CONNECTTIMEOUT, 10L);
  curl_->set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_->set(CURLOPT_LOW_SPEED_TIME, 120L);
  curl_->set(CURLOPT_UPLOAD_BUFFERSIZE, 2L << 20);
  curl_->set(CURLOPT_WRITEFUNCTION, take_body);
  curl_->set(CURLOPT_WRITEDATA, &answer.body);
  curl_->set(CURLOPT_HEADERFUNCTION, take_header);
  curl_->set(CURLOPT_HEADERDATA, &answer.headers);
  const CURLcode code = curl_easy_perform(curl_->handle);
  curl_easy_getinfo(curl_->handle, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_slist_free_all(list);
  // A server that refuses a body early closes the connection; its answer counts all the same.
  if (code != CURLE_OK && answer.status < 400) {
    throw Unreachable("the server at " + address_ +
                      " cannot be reached: " + curl_easy_strerror(code));
  }
  if (answer.status >= 500) throw Unreachable(sentence_of(answer));
  return answer;
}

HttpAnswer ServerClient::get(const std::string& path) {
  curl_easy_reset(curl_->handle);
  return perform(path, {});
}

HttpAnswer ServerClient::head(const std::string& path) {
  curl_easy_reset(curl_->handle);
  curl_->set(CURLOPT_NOBODY, 1L);
  return perform(path, {{"Tus-Resumable", "1.0.0"}});
}

HttpAnswer ServerClient::post(const std::string& path, const std::string& json_body,
                              const std::map<std::string, std::string>& headers) {
  curl_easy_reset(curl_->handle);
  curl_->set(CURLOPT_POST, 1L);
  curl_->set(CURLOPT_POSTFIELDS, json_body.c_str());
  curl_->set(CURLOPT_POSTFIELDSIZE, static_cast<long>(json_body.size()));
  std::map<std::string, std::string> all = headers;
  if (!json_body.empty()) all["Content-Type"] = "application/json";
  return perform(path, all);
}

HttpAnswer ServerClient::patch(const std::string& path, const base::File& file,
                               std::uint64_t offset,
                               const std::function<void(std::uint64_t)>& sent) {
  FileSending sending{&file, offset, &sent};
  curl_easy_reset(curl_->handle);
  curl_->set(CURLOPT_UPLOAD, 1L);
  curl_->set(CURLOPT_CUSTOMREQUEST, "PATCH");
  curl_->set(CURLOPT_READFUNCTION, give_file);
  curl_->set(CURLOPT_READDATA, &sending);
  curl_->set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(file.size_bytes() - offset));
  return perform(path, {{"Tus-Resumable", "1.0.0"},
                        {"Upload-Offset", std::to_string(offset)},
                        {"Content-Type", "application/offset+octet-stream"}});
}

void ServerClient::sign_in(const std::string& name, const std::string& password) {
  const json::object body{{"sign_in_name", name}, {"password", password}, {"token", true}};
  const HttpAnswer answer = post("/api/session", json::serialize(body));
  if (!answer.ok()) throw base::Fault(sentence_of(answer));
  const auto parsed = base::parse_json(answer.body);
  const auto token =
      parsed && parsed->is_object() ? base::find_text(parsed->get_object(), "token") : std::nullopt;
  if (!token) throw base::Fault("the server gave no token; is " + address_ + " a Liuhen server?");
  token_ = *token;
}

std::string sentence_of(const HttpAnswer& answer) {
  const auto parsed = base::parse_json(answer.body);
  if (parsed && parsed->is_object()) {
    if (const auto text = base::find_text(parsed->get_object(), "detail_en")) {
      return std::string(*text);
    }
  }
  return "the server answered with status " + std::to_string(answer.status);
}

}  // namespace liuhen::cli
