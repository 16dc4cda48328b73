// The tus 1.0.0 protocol over an UploadStore: core, creation, creation-with-upload, checksum
// (sha256), termination, expiration, concatenation. Lengths may not be deferred. Handlers run on
// the streams pool; whose upload it is comes from the route.
#pragma once

#include <cstdint>
#include <string>

#include "flows/intake/upload_store.h"
#include "http/message.h"

namespace liuhen::http {

struct TusSettings {
  std::uint64_t size_bytes_max = std::uint64_t{1} << 40U;
  std::string base_path = "/api/uploads";
};

class Tus {
 public:
  // `store` outlives this.
  Tus(flows::UploadStore& store, TusSettings settings);

  Response options() const;
  Response create(const model::AccountId& owner, Request& request) const;
  Response head(const model::AccountId& owner, const Request& request) const;
  Response patch(const model::AccountId& owner, Request& request) const;
  Response terminate(const model::AccountId& owner, const Request& request) const;

 private:
  Response create_with(const flows::NewUpload& upload, Request& request) const;
  Response append(const flows::UploadStatus& status, const model::AccountId& owner,
                  Request& request, std::uint64_t offset) const;
  std::string concat_text(const flows::UploadStatus& status) const;

  flows::UploadStore& store_;
  const TusSettings settings_;
};

}  // namespace liuhen::http
