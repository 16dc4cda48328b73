#include "http/render_error.h"

#include <boost/json.hpp>

#include "base/fault.h"
#include "base/log.h"
#include "base/random.h"
#include "http/problems.h"
#include "runtime/work_pool.h"

namespace liuhen::http {
namespace {

struct Problem {
  int status;
  std::string type;
  std::string zh;
  std::string en;
  std::string article = {};
  std::string field = {};
  std::string incident = {};
};

std::string_view title_of(int status) {
  if (status == 460) return "Checksum Mismatch";
  if (status >= 500) return "Server Problem";
  return "Request Refused";
}

Response problem_response(const Problem& problem) {
  boost::json::object body{{"type", problem.type},
                           {"title", title_of(problem.status)},
                           {"status", problem.status},
                           {"detail_zh", problem.zh},
                           {"detail_en", problem.en}};
  if (!problem.article.empty()) body["article"] = problem.article;
  if (!problem.field.empty()) body["field"] = problem.field;
  if (!problem.incident.empty()) body["incident"] = problem.incident;
  return text_response(problem.status, "application/problem+json", boost::json::serialize(body));
}

struct KindRow {
  int status;
  std::string_view type;
};

KindRow row_of(model::RefusalKind kind) {
  using model::RefusalKind;
  switch (kind) {
    case RefusalKind::not_signed_in:
      return {401, "not-signed-in"};
    case RefusalKind::wrong_password:
      return {401, "wrong-password"};
    case RefusalKind::locked:
      return {423, "locked"};
    case RefusalKind::not_permitted:
      return {403, "not-permitted"};
    case RefusalKind::not_found:
      return {404, "not-found"};
    case RefusalKind::bad_input:
      return {400, "bad-input"};
    case RefusalKind::conflict:
      return {409, "conflict"};
    case RefusalKind::digest_differs:
      return {460, "digest-differs"};
    case RefusalKind::not_ready:
      return {404, "derived-not-ready"};
    case RefusalKind::too_many:
      return {429, "too-many-requests"};
    case RefusalKind::gone:
      return {410, "gone"};
  }
  return {500, "internal"};
}

// Of an upload under way, what was durable before stays, and the client goes on from there.
Response storage_full(bool resumable, const std::string& incident) {
  if (resumable) {
    return problem_response(
        {507, "storage-full",
         "存储空间已满，上传停在已收到的位置。请联系系统管理员腾出空间，然后从该位置继续上传。",
         "The storage is full; the upload stays where it is. Ask the system administrator to make "
         "room, then go on from its offset.",
         "", "", incident});
  }
  return problem_response(
      {507, "storage-full", "存储空间已满，本次内容未保存。请联系系统管理员腾出空间后重试。",
       "The storage is full; nothing of this was kept. Ask the system administrator to make room, "
       "then try again.",
       "", "", incident});
}

Response busy_response() {
  Response response = render(EdgeRefusal::busy);
  response.fields.set("Retry-After", "2");
  return response;
}

}  // namespace

Response render(EdgeRefusal refusal) {
  const ProblemRow& row = problem_row(refusal);
  Response response = problem_response(
      {row.status, std::string(row.type), std::string(row.zh), std::string(row.en)});
  if (row.status == 429 || row.status == 503) response.fields.set("Retry-After", "2");
  return response;
}

Response render(const model::Refusal& refusal) {
  const KindRow row = row_of(refusal.kind);
  Response response = problem_response(
      {row.status, std::string(row.type), refusal.zh, refusal.en, refusal.article, refusal.field});
  if (row.status == 429) response.fields.set("Retry-After", "2");
  return response;
}

Response render_fault(const std::exception& fault, std::string_view operation_id) {
  if (dynamic_cast<const runtime::QueueFull*>(&fault) != nullptr) return busy_response();
  if (dynamic_cast<const base::Busy*>(&fault) != nullptr) return busy_response();
  const std::string incident = base::random_token().substr(0, 12);
  base::log_line(
      base::LogLevel::error, "http.fault",
      {{"incident", incident}, {"operation", std::string(operation_id)}, {"what", fault.what()}});
  if (dynamic_cast<const base::DiskFull*>(&fault) != nullptr) {
    return storage_full(operation_id == "tus_patch", incident);
  }
  return problem_response(
      {500, "internal", "服务器出现故障，编号 " + incident + "。请稍后重试，并把编号告诉管理员。",
       "The server met a fault, incident " + incident +
           ". Try again later and give the administrator this number.",
       "", "", incident});
}

}  // namespace liuhen::http
