#include "http/parse_head.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <string>

#include "http/syntax.h"

namespace liuhen::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t kFieldsMax = 100;

// Folded fields (RFC 9112 §5.2) are obsolete and read differently by different servers.
bool has_folded_line(std::string_view head) {
  return head.find("\r\n ") != std::string_view::npos ||
         head.find("\r\n\t") != std::string_view::npos;
}

HeadFault fault_of(const beast::error_code& error) {
  if (error == beast::http::error::header_limit) return HeadFault::too_large;
  if (error == beast::http::error::bad_version) return HeadFault::unknown_version;
  return HeadFault::malformed;
}

std::string text_of(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

base::Result<std::optional<std::size_t>, HeadFault> find_head_end(std::string_view arrived) {
  const auto end = arrived.find("\r\n\r\n");
  const std::string_view head = arrived.substr(0, end);
  if (head.size() > kHeadSizeMax) return HeadFault::too_large;
  for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1))
    if (at == 0 || head[at - 1] != '\r') return HeadFault::malformed;
  if (end != std::string_view::npos) return std::optional<std::size_t>(end + 4);
  return std::optional<std::size_t>();
}

base::Result<RequestHead, HeadFault> parse_head(std::string_view bytes) {
  if (has_folded_line(bytes)) return HeadFault::malformed;
  beast::http::request_parser<beast::http::empty_body> parser;
  parser.header_limit(kHeadSizeMax);
  parser.eager(false);
  parser.body_limit(boost::none);  // bodies are framed and bounded by the session
  beast::error_code error;
  parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error && error != beast::http::error::need_more) return fault_of(error);
  if (!parser.is_header_done()) return HeadFault::malformed;

  const auto& message = parser.get();
  if (message.version() != 10 && message.version() != 11) return HeadFault::unknown_version;
  const auto verb = verb_of_name(text_of(message.method_string()));
  if (!verb) return HeadFault::unknown_verb;
  RequestHead head{.verb = *verb,
                   .target = text_of(message.target()),
                   .minor_version = static_cast<int>(message.version() % 10)};
  for (const auto& field : message) {
    if (head.fields.all().size() >= kFieldsMax) return HeadFault::too_large;
    head.fields.add(text_of(field.name_string()), text_of(field.value()));
  }
  return head;
}

}  // namespace liuhen::http
