// Who is asking: a person by session cookie (whose writes also carry Liuhen-Csrf), a program by
// bearer token. The two are not interchangeable. Who signed in with a one-time password gets no
// further than changing it.
#pragma once

#include <optional>
#include <string>

#include "http/message.h"
#include "http/routes/site.h"

namespace liuhen::http {

inline constexpr std::string_view kSessionCookie = "liuhen_session";

// The token that the request carries, and how.
struct PresentedToken {
  std::string token;
  bool bearer = false;
};
std::optional<PresentedToken> presented_token(const Request& request);

// Sets Request::who, or gives the refusal.
std::optional<Response> admit(Site& site, Request& request);

// Set-Cookie values: HttpOnly, SameSite=Strict, and Secure with TLS.
std::string session_cookie(const Site& site, const std::string& token);
std::string ended_session_cookie(const Site& site);

}  // namespace liuhen::http
