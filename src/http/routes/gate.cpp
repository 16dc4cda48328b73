#include "http/routes/gate.h"

#include "base/text.h"
#include "flows/admin/sign_in.h"
#include "http/render_error.h"
#include "http/syntax.h"

namespace liuhen::http {
namespace {

constexpr std::string_view kBearer = "Bearer ";

std::string cookie_with(const Site& site, const std::string& value) {
  std::string cookie = std::string(kSessionCookie) + "=" + value;
  cookie += "; Path=/; HttpOnly; SameSite=Strict";
  if (site.options.secure_cookies) cookie += "; Secure";
  return cookie;
}

// What somebody with a one-time password can do: see who he is, change it, leave.
bool works_before_password_change(std::string_view operation_id) {
  return operation_id == "get_session" || operation_id == "change_password" ||
         operation_id == "sign_out";
}

}  // namespace

std::optional<PresentedToken> presented_token(const Request& request) {
  if (const auto header = request.fields.find("Authorization")) {
    if (!same_name(header->substr(0, kBearer.size()), kBearer)) return std::nullopt;
    return PresentedToken{std::string(trimmed(header->substr(kBearer.size()))), true};
  }
  if (const auto cookie = request.cookies.find(kSessionCookie))
    return PresentedToken{std::string(*cookie), false};
  return std::nullopt;
}

std::optional<Response> admit(Site& site, Request& request) {
  const auto presented = presented_token(request);
  if (!presented) return render(EdgeRefusal::not_signed_in);
  auto who = flows::find_signed_in(site.house, presented->token, request.peer);
  if (!who || who->bearer != presented->bearer) return render(EdgeRefusal::not_signed_in);
  if (!presented->bearer && is_write(request.verb)) {
    const auto csrf = request.fields.find("Liuhen-Csrf").value_or("");
    if (!base::equal_in_constant_time(csrf, who->csrf)) return render(EdgeRefusal::csrf_missing);
  }
  if (who->password_change_needed && !works_before_password_change(request.operation_id))
    return render(EdgeRefusal::password_change_needed);
  request.who = std::make_shared<const flows::SignedIn>(std::move(*who));
  return std::nullopt;
}

std::string session_cookie(const Site& site, const std::string& token) {
  return cookie_with(site, token);
}

std::string ended_session_cookie(const Site& site) { return cookie_with(site, "") + "; Max-Age=0"; }

}  // namespace liuhen::http
