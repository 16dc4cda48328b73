#include "http/file_answer.h"

#include "base/text.h"
#include "http/render_error.h"
#include "http/syntax.h"

namespace liuhen::http {
namespace {

constexpr std::string_view kUnknownType = "application/octet-stream";

bool is_attribute_char(char c) {  // attr-char of RFC 8187
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

// A range counts only for the version the client has (RFC 9110 §13.1.5); dates are not offered.
bool range_counts(const Request& request, const std::string& etag) {
  const auto condition = request.fields.find("If-Range");
  return !condition || trimmed(*condition) == etag;
}

RangeChoice chosen_range(const Request& request, const FileAnswer& answer) {
  const auto header = request.fields.find("Range");
  if (!header || !range_counts(request, answer.etag)) return {};
  return choose_range(*header, answer.size_bytes);
}

void add_file_fields(Response& response, const FileAnswer& answer) {
  response.fields.set("Content-Type", answer.content_type);
  response.fields.set("Content-Disposition",
                      content_disposition(answer.file_name, answer.content_type));
  response.fields.set("Accept-Ranges", "bytes");
  response.fields.set("ETag", answer.etag);
  response.fields.set("Cache-Control", answer.cache_control);
  // A document opened by itself may show itself and nothing else. The PDF viewer of Chromium counts
  // as a plug-in of the document, so a PDF gets no object-src or sandbox.
  response.fields.set("Content-Security-Policy",
                      answer.content_type == "application/pdf"
                          ? "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
                          : "default-src 'none'; media-src 'self'; img-src 'self'; style-src "
                            "'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action "
                            "'none'; frame-ancestors 'self'; sandbox");
}

}  // namespace

std::string content_disposition(std::string_view file_name, std::string_view content_type) {
  std::string encoded;
  std::string plain;
  for (const char c : base::display_file_name(file_name)) {
    const bool ascii = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '%';
    plain.push_back(ascii ? c : '_');
    if (is_attribute_char(c)) {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      encoded += "%" + base::hex_of(base::ByteView(&byte, 1));
    }
  }
  const std::string kind = content_type == kUnknownType ? "attachment" : "inline";
  return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

Response answer_with_file(const Request& request, const FileAnswer& answer) {
  if (request.fields.find("If-None-Match") == answer.etag) {
    Response response{.status = 304};
    response.fields.set("ETag", answer.etag);
    response.fields.set("Cache-Control", answer.cache_control);
    return response;
  }
  const RangeChoice choice = chosen_range(request, answer);
  const std::string size = std::to_string(answer.size_bytes);
  if (choice.answer == RangeAnswer::unsatisfiable) {
    Response response = render(EdgeRefusal::range_unsatisfiable);
    response.fields.set("Content-Range", "bytes */" + size);
    return response;
  }
  Response response{.body = FileRange{answer.file, 0, answer.size_bytes}};
  if (choice.answer == RangeAnswer::part) {
    const auto [first, part] = choice.range;
    response.status = 206;
    response.body = FileRange{answer.file, first, part};
    response.fields.set("Content-Range", "bytes " + std::to_string(first) + "-" +
                                             std::to_string(first + part - 1) + "/" + size);
  }
  add_file_fields(response, answer);
  return response;
}

}  // namespace liuhen::http
