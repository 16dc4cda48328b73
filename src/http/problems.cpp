#include "http/problems.h"

#include <array>

#include "base/check.h"

namespace liuhen::http {
namespace {

using enum EdgeRefusal;

constexpr std::array kRows{
    ProblemRow{malformed_request, 400, "malformed-request", "请求格式不正确，请检查地址和请求头。",
               "The request is malformed; check its address and header fields."},
    ProblemRow{head_too_large, 431, "head-too-large", "请求头超过 16 KiB，请减少请求头内容。",
               "The header fields are larger than 16 KiB; send fewer or shorter ones."},
    ProblemRow{request_timeout, 408, "timeout", "请求发送得太慢，请检查网络后重试。",
               "The request arrived too slowly; check the network and try again."},
    ProblemRow{body_too_large, 413, "too-large", "请求内容超过 1 MiB，请缩短后重试。",
               "The body is larger than 1 MiB; make it shorter and try again."},
    ProblemRow{length_required, 411, "length-required", "请提供 Content-Length。",
               "State the length of the body in Content-Length."},
    ProblemRow{ambiguous_framing, 400, "malformed-request",
               "请求的长度说明相互矛盾，只能使用 Content-Length 或 Transfer-Encoding 之一。",
               "The body's length is ambiguous; send Content-Length or Transfer-Encoding, once."},
    ProblemRow{unknown_coding, 501, "unknown-coding", "不支持这种传输编码，请直接发送内容。",
               "This transfer coding is not supported; send the body as it is."},
    ProblemRow{unknown_verb, 501, "unknown-method", "不支持这种请求方法。",
               "This request method is not supported."},
    ProblemRow{unknown_version, 505, "unknown-version", "请使用 HTTP/1.1。", "Use HTTP/1.1."},
    ProblemRow{expectation, 417, "expectation-failed", "只支持 Expect: 100-continue。",
               "Only Expect: 100-continue is supported."},
    ProblemRow{no_such_path, 404, "not-found", "没有这个地址。",
               "There is nothing at this address."},
    ProblemRow{verb_not_allowed, 405, "method-not-allowed", "这个地址不支持这种请求方法。",
               "This address does not take this request method; see the Allow field."},
    ProblemRow{body_not_expected, 400, "body-not-expected", "这个请求不应带有内容。",
               "This request takes no body."},
    ProblemRow{json_expected, 415, "json-expected", "请以 application/json 发送内容。",
               "Send the body as application/json."},
    ProblemRow{malformed_json, 400, "bad-input", "内容不是有效的 JSON 对象。",
               "The body is not a valid JSON object."},
    ProblemRow{not_signed_in, 401, "not-signed-in", "请先登录。", "Sign in first."},
    ProblemRow{password_change_needed, 403, "password-change-needed",
               "您正在使用一次性密码，请先修改密码，再进行其他操作。",
               "You signed in with a one-time password; change it before anything else."},
    ProblemRow{csrf_missing, 403, "csrf", "缺少或不正确的 Liuhen-Csrf，请刷新页面后重试。",
               "The Liuhen-Csrf header is missing or wrong; reload the page and try again."},
    ProblemRow{foreign_origin, 403, "foreign-origin", "不接受来自其他网站的写入请求。",
               "Writes from pages of another origin are not accepted."},
    ProblemRow{too_many_requests, 429, "too-many-requests", "请求过于频繁，请稍候再试。",
               "Too many requests; wait a moment and try again."},
    ProblemRow{busy, 503, "busy", "服务器正忙，请稍候再试。",
               "The server is busy; try again in a moment."},
    ProblemRow{stopping, 503, "busy", "服务器正在停止，请稍候再试。",
               "The server is stopping; try again in a moment."},
    ProblemRow{range_unsatisfiable, 416, "range-unsatisfiable", "请求的范围超出了文件。",
               "The requested range lies outside the file."},
    ProblemRow{key_malformed, 400, "bad-input", "Idempotency-Key 应为 8 到 100 个字符。",
               "An Idempotency-Key has 8 to 100 characters."},
    ProblemRow{key_in_progress, 409, "conflict", "同一 Idempotency-Key 的请求正在处理，请稍候。",
               "A request with this Idempotency-Key is being worked on; wait a moment."},
    ProblemRow{key_reused, 422, "key-reused", "这个 Idempotency-Key 已用于另一内容的请求。",
               "This Idempotency-Key was used with another body; use a new key."},
    ProblemRow{tus_version, 412, "tus-version", "请使用 Tus-Resumable: 1.0.0。",
               "Use Tus-Resumable: 1.0.0."},
    ProblemRow{tus_content_type, 415, "tus-content-type",
               "请以 application/offset+octet-stream 发送内容。",
               "Send the bytes as application/offset+octet-stream."},
    ProblemRow{tus_offset_missing, 400, "bad-input", "缺少或不正确的 Upload-Offset。",
               "Upload-Offset is missing or not a number."},
    ProblemRow{tus_length_missing, 400, "bad-input", "缺少或不正确的 Upload-Length。",
               "Upload-Length is missing or not a number."},
    ProblemRow{tus_length_deferred, 400, "bad-input", "不支持延后说明长度，请提供 Upload-Length。",
               "Deferred lengths are not supported; state Upload-Length."},
    ProblemRow{tus_metadata, 400, "bad-input", "Upload-Metadata 格式不正确：应为“名称 base64值”。",
               "Upload-Metadata is malformed: write pairs of a name and a base64 value."},
    ProblemRow{tus_checksum, 400, "bad-input",
               "Upload-Checksum 应为 sha1 或 sha256 和 base64 摘要。",
               "Upload-Checksum must be sha1 or sha256 and a base64 digest."},
    ProblemRow{tus_concat, 400, "bad-input", "Upload-Concat 格式不正确。",
               "Upload-Concat must be 'partial', or 'final;' with addresses of parts."},
    ProblemRow{tus_too_large, 413, "too-large", "文件超过允许的大小，见 Tus-Max-Size。",
               "The file is larger than this server takes; see Tus-Max-Size."},
    ProblemRow{tus_beyond_length, 413, "too-large", "内容超出了创建上传时声明的长度。",
               "The bytes go beyond the length that the upload was created with."},
};

}  // namespace

const ProblemRow& problem_row(EdgeRefusal refusal) {
  for (const ProblemRow& row : kRows)
    if (row.refusal == refusal) return row;
  CHECK(!"every refusal has a row");
  return kRows.front();
}

}  // namespace liuhen::http
