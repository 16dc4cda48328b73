// The tus 1.0.0 protocol over an UploadStore: core, creation, creation-with-upload, checksum
// (sha1, sha256), termination, expiration, concatenation. Lengths may not be deferred. Handlers run
// on the streams pool; whose upload it is comes from the route.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "flows/intake/upload_store.h"
#include "http/message.h"

namespace liuhen::http {

struct TusSettings {
  std::uint64_t size_bytes_max = std::uint64_t{1} << 40U;
  std::string base_path = "/api/uploads";
};

// Whether a request is one of this protocol; `target` is what stands in its first line.
bool is_tus_target(std::string_view target, std::string_view base_path);
// Tus-Resumable, which every answer of the protocol carries, refusals of the edge too.
void mark_tus(Response& response);

class Tus {
 public:
  // `store` outlives this.
  Tus(flows::UploadStore& store, TusSettings settings);

  Response options() const;         // of the collection
  Response options_of_one() const;  // of an upload
  Response create(const model::AccountId& owner, Request& request) const;
  Response head(const model::AccountId& owner, const Request& request) const;
  Response patch(const model::AccountId& owner, Request& request) const;
  Response terminate(const model::AccountId& owner, const Request& request) const;

 private:
  Response capabilities(std::string_view allow) const;
  Response create_with(const flows::NewUpload& upload, Request& request) const;
  Response append(const flows::UploadStatus& status, const model::AccountId& owner,
                  Request& request, std::uint64_t offset) const;
  std::string concat_text(const flows::UploadStatus& status) const;

  flows::UploadStore& store_;
  const TusSettings settings_;
};

}  // namespace liuhen::http
