// A client of a Liuhen server, for the command line: JSON calls and tus uploads over libcurl.
// A server that cannot be reached, or that answers 5xx, throws Unreachable: the caller may retry.
// One object belongs to one thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/disk.h"
#include "base/fault.h"

namespace liuhen::cli {

class Unreachable : public base::Fault {
 public:
  using base::Fault::Fault;
};

struct HttpAnswer {
  long status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // bounded to 16 MiB
  bool ok() const { return status >= 200 && status < 300; }
};

class ServerClient {
 public:
  explicit ServerClient(std::string address);  // "http://127.0.0.1:8086"
  ServerClient(const ServerClient&) = delete;
  ServerClient& operator=(const ServerClient&) = delete;
  ~ServerClient();

  // Signs in for a bearer token; Fault with the server's sentence when refused.
  void sign_in(const std::string& name, const std::string& password);
  void set_token(std::string token) { token_ = std::move(token); }

  HttpAnswer get(const std::string& path);
  HttpAnswer head(const std::string& path);
  HttpAnswer post(const std::string& path, const std::string& json_body,
                  const std::map<std::string, std::string>& headers = {});
  // Sends the bytes of `file` from `offset` to its end. `sent` is called with the offset reached.
  HttpAnswer patch(const std::string& path, const base::File& file, std::uint64_t offset,
                   const std::function<void(std::uint64_t)>& sent);

 private:
  struct Curl;
  HttpAnswer perform(const std::string& path, const std::map<std::string, std::string>& headers);

  std::string address_;
  std::string token_;
  std::unique_ptr<Curl> curl_;
};

// The sentence of a problem+json answer, or a plain one with the status.
std::string sentence_of(const HttpAnswer& answer);

}  // namespace liuhen::cli
