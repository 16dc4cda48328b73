// A client for tests that speaks raw bytes over a blocking socket, so that a test can be as rude as
// it likes. Only *_test.cpp includes this.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"
#include "http/syntax.h"

namespace liuhen::http {

struct WireAnswer {
  int status = 0;  // 0: the connection ended before an answer
  Fields fields;
  std::string body;

  std::string field(std::string_view name) const {
    return std::string(fields.find(name).value_or(""));
  }
};

class WireClient {
 public:
  // `from`: the address it comes from; loopback has many.
  explicit WireClient(std::uint16_t port, const char* from = nullptr)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (from != nullptr) {
      sockaddr_in own{};
      own.sin_family = AF_INET;
      EXPECT_EQ(::inet_pton(AF_INET, from, &own.sin_addr), 1);
      EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own), 0);
    }
    const int one = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    EXPECT_EQ(one, 0) << std::strerror(errno);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  WireClient(const WireClient&) = delete;
  WireClient& operator=(const WireClient&) = delete;
  ~WireClient() { hang_up(); }

  void hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  void finish_sending() { ::shutdown(socket_, SHUT_WR); }

  // False when the server no longer takes it.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
  }

  // "GET /x" and lines without CRLF; Host is added.
  bool ask(const std::string& line, const std::string& fields = "", std::string_view body = {}) {
    std::string head = line + " HTTP/1.1\r\nHost: test\r\n" + fields;
    if (!body.empty()) head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return send(head + "\r\n") && send(body);
  }

  WireAnswer answer(bool with_body = true) {
    WireAnswer answer;
    const std::string head = read_until("\r\n\r\n");
    if (head.size() < 12) return answer;
    answer.status = std::stoi(head.substr(9, 3));
    for (const std::string_view line : split(head, '\n')) {
      const auto colon = line.find(": ");
      if (colon == std::string_view::npos) continue;
      answer.fields.add(std::string(line.substr(0, colon)),
                        std::string(line.substr(colon + 2, line.size() - colon - 3)));
    }
    const auto length = answer.fields.find("Content-Length");
    if (with_body && length) answer.body = read_exactly(*number_of(*length));
    return answer;
  }

  WireAnswer exchange(const std::string& line, const std::string& fields = "",
                      std::string_view body = {}) {
    ask(line, fields, body);
    return answer(!line.starts_with("HEAD"));
  }

  std::string read_until(std::string_view end) {
    while (held_.find(end) == std::string::npos && read_more()) continue;
    const auto at = held_.find(end);
    return take(at == std::string::npos ? held_.size() : at + end.size());
  }
  std::string read_exactly(std::size_t size) {
    while (held_.size() < size && read_more()) continue;
    return take(std::min(size, held_.size()));
  }
  // Reads on until the server ends the connection; false when it does not for ten seconds.
  bool is_hung_up_on() {
    while (read_more()) continue;
    return closed_;
  }
  // True when the server has ended the connection and nothing is left.
  bool is_ended() { return held_.empty() && !read_more(); }

 private:
  bool read_more() {
    char buffer[65536];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    closed_ = size == 0 || (size < 0 && errno == ECONNRESET);
    if (size <= 0) return false;
    held_.append(buffer, static_cast<std::size_t>(size));
    return true;
  }
  std::string take(std::size_t size) {
    std::string text = held_.substr(0, size);
    held_.erase(0, size);
    return text;
  }

  int socket_;
  std::string held_;
  bool closed_ = false;
};

}  // namespace liuhen::http
