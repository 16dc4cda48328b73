#include "http/routes/idempotency.h"

#include "base/digest.h"
#include "flows/admin/sign_in.h"
#include "http/render_error.h"

namespace liuhen::http {
namespace {

constexpr std::size_t kKeyMin = 8;
constexpr std::size_t kKeyMax = 100;

base::Digest256 digest_of(const Request& request) {
  std::string text = request.operation_id;
  for (const std::string& segment : request.path) text += "/" + segment;
  return base::sha256_of(text + "\n" + request.body);
}

// Frees the key when the handler refuses or throws.
class KeyClaim {
 public:
  KeyClaim(Site& site, model::AccountId account, std::string key)
      : site_(site), account_(std::move(account)), key_(std::move(key)) {}
  KeyClaim(const KeyClaim&) = delete;
  KeyClaim& operator=(const KeyClaim&) = delete;
  ~KeyClaim() {
    if (done_) return;
    try {
      site_.house.private_store().abandon_request(account_, key_);
    } catch (const std::exception&) {
      // The store is failing: the key stays taken until the next start. The request's own answer
      // tells of the trouble.
    }
  }
  void complete(const Response& response) {
    const auto* body = std::get_if<std::string>(&response.body);
    if (response.status >= 300 || body == nullptr) return;
    site_.house.private_store().complete_request(account_, key_, response.status, *body);
    done_ = true;
  }

 private:
  Site& site_;
  const model::AccountId account_;
  const std::string key_;
  bool done_ = false;
};

}  // namespace

Response answer_once(Site& site, Request& request, SiteHandler handler) {
  const auto header = request.fields.find("Idempotency-Key");
  if (!header || !request.who) return handler(site, request);
  const std::string key(*header);
  if (key.size() < kKeyMin || key.size() > kKeyMax) return render(EdgeRefusal::key_malformed);
  const model::AccountId account = request.who->caller.account.id;
  const auto begun = site.house.private_store().begin_request(account, key, digest_of(request));
  if (begun.state == catalog::IdempotencyState::answered)
    return json_response(begun.status, begun.body);
  if (begun.state == catalog::IdempotencyState::other_request)
    return render(EdgeRefusal::key_reused);
  if (begun.state == catalog::IdempotencyState::in_progress)
    return render(EdgeRefusal::key_in_progress);
  KeyClaim claim(site, account, key);
  Response response = handler(site, request);
  claim.complete(response);
  return response;
}

}  // namespace liuhen::http
