#include "flows/casework/my_work.h"

#include "base/check.h"
#include "catalog/case_queries.h"
#include "catalog/record_queries.h"
#include "flows/house.h"

namespace liuhen::flows {
MyWork get_my_work(House& house, const Caller& caller) {
  const Sight sight = sight_of(caller);
  MyWork work;
  if (sight.none) return work;
  auto lease = house.catalog().read();
  catalog::CaseFilter cases;
  cases.only_of = sight.only_of;
  cases.handler = caller.account.id;
  auto case_page = catalog::list_cases(lease, cases, {std::nullopt, 20});
  CHECK(case_page.ok());  // only a cursor is refused
  work.cases = std::move(case_page->cases);
  auto record_page =
      catalog::list_records(lease, {{}, {}, {}, {}, {}, sight.only_of}, {std::nullopt, 12});
  CHECK(record_page.ok());
  work.records = std::move(record_page->records);
  return work;
}

}  // namespace liuhen::flows
