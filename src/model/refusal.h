// Refusal: the closed set of reasons for which a flow says no. The caller decides what follows;
// http/render_error.cpp and the command line turn it into sentences. `article` names the article of
// the three rules it stands on, where there is one.
#pragma once

#include <string>

#include "base/result.h"

namespace liuhen::model {

enum class RefusalKind {
  not_signed_in,   // 401
  wrong_password,  // 401
  locked,          // 423: too many failures, or another request holds it
  not_permitted,   // 403
  not_found,       // 404: absent, or not for this person (both look alike)
  bad_input,       // 400: `field` says which
  conflict,        // 409: the state has moved on, or `field` holds what is taken
  digest_differs,  // 460: bytes are not what the client said
  not_ready,       // 404 derived-not-ready
  too_many,        // 429
  gone,            // 410: expired upload
};

struct Refusal {
  RefusalKind kind;
  std::string zh;
  std::string en;
  std::string article = {};
  std::string field = {};
};

template <class T>
using Answer = base::Result<T, Refusal>;

Refusal not_found(const std::string& what_zh, const std::string& what_en);
Refusal bad_input(const std::string& field, const std::string& zh, const std::string& en);
// 409: the value is another's already; `field` says which.
Refusal taken(const std::string& field, const std::string& zh, const std::string& en);
Refusal not_permitted(const std::string& permission);

}  // namespace liuhen::model
