#include "http/write_head.h"

#include <array>

#include "http/syntax.h"

namespace liuhen::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDefaults{{
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' "
     "data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action "
     "'self'; frame-ancestors 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "SAMEORIGIN"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 304:
      return "Not Modified";
    default:
      return status < 400 ? "Answer" : status < 500 ? "Refused" : "Fault";
  }
}

// A field value never ends its line, whatever it was made of.
void add_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value)
    out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '_' : c);
  out.append("\r\n");
}

}  // namespace

std::string head_text(const Response& response, const HeadShape& shape) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out.append(reason_of(response.status)).append("\r\n");
  add_line(out, "Date", http_date(shape.now));
  for (const auto& [name, value] : response.fields.all()) add_line(out, name, value);
  for (const auto& [name, value] : kDefaults)
    if (!response.fields.find(name)) add_line(out, name, value);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (shape.size_bytes && !bodiless)
    add_line(out, "Content-Length", std::to_string(*shape.size_bytes));
  add_line(out, "Connection", shape.keep_alive ? "keep-alive" : "close");
  return out.append("\r\n");
}

}  // namespace liuhen::http
