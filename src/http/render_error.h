// The only place that turns refusals and faults into RFC 9457 problem+json with a Chinese and an
// English sentence. Content, secrets and paths of this machine never stand in an answer; a fault
// gets an incident number under which the log has the details.
#pragma once

#include <exception>
#include <string>

#include "http/message.h"
#include "model/refusal.h"

namespace liuhen::http {

enum class EdgeRefusal {
  malformed_request,
  head_too_large,
  request_timeout,
  body_too_large,
  length_required,
  ambiguous_framing,
  unknown_coding,
  unknown_verb,
  unknown_version,
  expectation,
  no_such_path,
  verb_not_allowed,
  body_not_expected,
  json_expected,
  malformed_json,
  not_signed_in,
  password_change_needed,
  csrf_missing,
  foreign_origin,
  too_many_requests,
  busy,
  stopping,
  range_unsatisfiable,
  key_malformed,
  key_reused,
  key_in_progress,
  tus_version,
  tus_content_type,
  tus_offset_missing,
  tus_length_missing,
  tus_length_deferred,
  tus_metadata,
  tus_checksum,
  tus_concat,
  tus_too_large,
  tus_beyond_length,
};

Response render(EdgeRefusal refusal);
Response render(const model::Refusal& refusal);
// DiskFull → 507, QueueFull → 503 with Retry-After, everything else → 500; logged.
Response render_fault(const std::exception& fault, std::string_view operation_id);

}  // namespace liuhen::http
