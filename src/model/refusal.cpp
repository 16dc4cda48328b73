#include "model/refusal.h"

namespace liuhen::model {

Refusal not_found(const std::string& what_zh, const std::string& what_en) {
  return {RefusalKind::not_found, "没有找到" + what_zh + "，或者您无权查看。",
          "There is no such " + what_en + ", or you may not see it."};
}

Refusal bad_input(const std::string& field, const std::string& zh, const std::string& en) {
  return {RefusalKind::bad_input, zh, en, {}, field};
}

Refusal taken(const std::string& field, const std::string& zh, const std::string& en) {
  return {RefusalKind::conflict, zh, en, {}, field};
}

Refusal not_permitted(const std::string& permission) {
  return {RefusalKind::not_permitted,
          "您的角色没有这项权限（" + permission + "）。需要时请联系安全管理员。",
          "Your role does not have this permission (" + permission +
              "). Ask the security administrator if you need it."};
}

}  // namespace liuhen::model
