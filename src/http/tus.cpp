#include "http/tus.h"

#include "http/render_error.h"
#include "http/syntax.h"
#include "http/tus_fields.h"

namespace liuhen::http {
namespace {

constexpr std::string_view kVersion = "1.0.0";
constexpr std::string_view kBytesType = "application/offset+octet-stream";
constexpr std::string_view kExtensions =
    "creation,creation-with-upload,checksum,termination,expiration,concatenation";

Response marked(Response response) {
  mark_tus(response);
  return response;
}

Response refused(EdgeRefusal refusal) { return marked(render(refusal)); }

std::optional<Response> refuse_other_version(const Request& request) {
  if (request.fields.find("Tus-Resumable") == kVersion) return std::nullopt;
  Response response = refused(EdgeRefusal::tus_version);
  response.fields.set("Tus-Version", std::string(kVersion));
  return response;
}

bool has_bytes_type(const Request& request) {
  const auto type = request.fields.find("Content-Type");
  return type && same_name(trimmed(*type), kBytesType);
}

std::optional<std::uint64_t> number_field(const Request& request, std::string_view name) {
  const auto text = request.fields.find(name);
  if (!text || request.fields.count(name) != 1) return std::nullopt;
  return number_of(trimmed(*text));
}

void add_state(Response& response, const flows::UploadStatus& status) {
  response.fields.set("Upload-Offset", std::to_string(status.offset_bytes));
  if (status.expires_at) response.fields.set("Upload-Expires", http_date(*status.expires_at));
}

// Refusals of what creation says; fills in `upload`.
std::optional<EdgeRefusal> read_creation(const Request& request, const TusSettings& settings,
                                         flows::NewUpload& upload) {
  const Fields& fields = request.fields;
  if (const auto concat_text = fields.find("Upload-Concat")) {
    auto concat = upload_concat_of(*concat_text, settings.base_path);
    if (!concat) return EdgeRefusal::tus_concat;
    upload.kind = concat->kind;
    upload.part_ids = std::move(concat->part_ids);
  }
  const bool joined = upload.kind == flows::UploadKind::joined;
  if (!joined) {
    if (fields.find("Upload-Defer-Length")) return EdgeRefusal::tus_length_deferred;
    const auto length = number_field(request, "Upload-Length");
    if (!length) return EdgeRefusal::tus_length_missing;
    if (*length > settings.size_bytes_max) return EdgeRefusal::tus_too_large;
    if (request.stream_size_bytes > *length) return EdgeRefusal::tus_beyond_length;
    upload.size_bytes = *length;
  }
  if (fields.count("Upload-Metadata") > 1) return EdgeRefusal::tus_metadata;
  auto metadata = upload_metadata_of(fields.find("Upload-Metadata").value_or(""));
  if (!metadata) return EdgeRefusal::tus_metadata;
  upload.metadata = std::move(*metadata);
  if (request.stream_size_bytes > 0 && joined) return EdgeRefusal::body_not_expected;
  if (request.stream_size_bytes > 0 && !has_bytes_type(request))
    return EdgeRefusal::tus_content_type;
  return std::nullopt;
}

std::optional<model::UploadId> upload_id_of(const Request& request) {
  return model::parse_id<model::UploadId>(request.parameters.get("upload_id"));
}

}  // namespace

Tus::Tus(flows::UploadStore& store, TusSettings settings)
    : store_(store), settings_(std::move(settings)) {}

bool is_tus_target(std::string_view target, std::string_view base_path) {
  if (!target.starts_with(base_path)) return false;
  target.remove_prefix(base_path.size());
  return target.empty() || target.front() == '/' || target.front() == '?';
}

void mark_tus(Response& response) { response.fields.set("Tus-Resumable", std::string(kVersion)); }

Response Tus::options() const { return capabilities("GET, HEAD, OPTIONS, POST"); }

Response Tus::options_of_one() const { return capabilities("DELETE, GET, HEAD, OPTIONS, PATCH"); }

Response Tus::capabilities(std::string_view allow) const {
  Response response = marked(empty_response(204));
  response.fields.set("Tus-Version", std::string(kVersion));
  response.fields.set("Tus-Extension", std::string(kExtensions));
  response.fields.set("Tus-Checksum-Algorithm", std::string(kChecksumAlgorithms));
  response.fields.set("Tus-Max-Size", std::to_string(settings_.size_bytes_max));
  response.fields.set("Allow", std::string(allow));
  return response;
}

Response Tus::create(const model::AccountId& owner, Request& request) const {
  if (auto response = refuse_other_version(request)) return std::move(*response);
  flows::NewUpload upload{.owner_id = owner};
  if (const auto refusal = read_creation(request, settings_, upload)) return refused(*refusal);
  if (request.fields.find("Upload-Checksum") &&
      !upload_checksum_of(*request.fields.find("Upload-Checksum")))
    return refused(EdgeRefusal::tus_checksum);
  return marked(create_with(upload, request));
}

Response Tus::create_with(const flows::NewUpload& upload, Request& request) const {
  auto created = store_.create(upload);
  if (!created) return render(created.error());
  Response response = empty_response(201);
  add_state(response, *created);
  if (request.stream_size_bytes > 0) {
    response = append(*created, upload.owner_id, request, 0);
    if (response.status == 204) response.status = 201;
  }
  response.fields.set("Location", settings_.base_path + "/" + created->id.text);
  return response;
}

Response Tus::head(const model::AccountId& owner, const Request& request) const {
  if (auto response = refuse_other_version(request)) return std::move(*response);
  const auto id = upload_id_of(request);
  if (!id) return refused(EdgeRefusal::no_such_path);
  const auto status = store_.get_status(owner, *id);
  if (!status) return marked(render(status.error()));
  Response response = empty_response(200);
  add_state(response, *status);
  response.fields.set("Upload-Length", std::to_string(status->size_bytes));
  if (!status->metadata.empty())
    response.fields.set("Upload-Metadata", upload_metadata_text(status->metadata));
  if (status->kind != flows::UploadKind::whole)
    response.fields.set("Upload-Concat", concat_text(*status));
  return marked(std::move(response));
}

Response Tus::patch(const model::AccountId& owner, Request& request) const {
  if (auto response = refuse_other_version(request)) return std::move(*response);
  if (!has_bytes_type(request)) return refused(EdgeRefusal::tus_content_type);
  const auto offset = number_field(request, "Upload-Offset");
  if (!offset) return refused(EdgeRefusal::tus_offset_missing);
  const auto id = upload_id_of(request);
  if (!id) return refused(EdgeRefusal::no_such_path);
  const auto status = store_.get_status(owner, *id);
  if (!status) return marked(render(status.error()));
  return marked(append(*status, owner, request, *offset));
}

Response Tus::append(const flows::UploadStatus& status, const model::AccountId& owner,
                     Request& request, std::uint64_t offset) const {
  flows::Append append{.offset_bytes = offset, .size_bytes = request.stream_size_bytes};
  if (const auto checksum = request.fields.find("Upload-Checksum")) {
    append.checksum = upload_checksum_of(*checksum);
    if (!append.checksum) return render(EdgeRefusal::tus_checksum);
  }
  // A wrong offset is told first (409, by the store): the client then asks where it really is.
  const bool is_appendable = status.kind != flows::UploadKind::joined;
  if (is_appendable && offset == status.offset_bytes &&
      append.size_bytes > status.size_bytes - offset)
    return render(EdgeRefusal::tus_beyond_length);
  const auto appended = store_.append(owner, status.id, append, *request.stream);
  if (!appended) return render(appended.error());
  Response response = empty_response(204);
  add_state(response, *appended);
  return response;
}

Response Tus::terminate(const model::AccountId& owner, const Request& request) const {
  if (auto response = refuse_other_version(request)) return std::move(*response);
  const auto id = upload_id_of(request);
  if (!id) return refused(EdgeRefusal::no_such_path);
  const auto ended = store_.terminate(owner, *id);
  if (!ended) return marked(render(ended.error()));
  return marked(empty_response(204));
}

std::string Tus::concat_text(const flows::UploadStatus& status) const {
  if (status.kind == flows::UploadKind::part) return "partial";
  std::string text = "final;";
  for (const model::UploadId& id : status.part_ids)
    text += (text.size() > 6 ? " " : "") + settings_.base_path + "/" + id.text;
  return text;
}

}  // namespace liuhen::http
