#include "flows/admin/people.h"

#include "flows/house_for_test.h"

namespace liuhen::flows {
namespace {

class PeopleTest : public HouseTest {};

TEST_F(PeopleTest, TwoUnitsOfOneNameAreRefusedWithTheField) {
  Caller system = caller("secadmin");
  system.account.roles = {model::Role::system_admin};
  const auto first = create_unit(*house_, system, {std::nullopt, "法规科", "Legal"});
  ASSERT_TRUE(first);
  const auto field_of = [&](const NewUnit& wanted) {
    const auto made = create_unit(*house_, system, wanted);
    if (made) return std::string("made");
    EXPECT_EQ(made.error().kind, model::RefusalKind::conflict);
    return made.error().field;
  };
  EXPECT_EQ(field_of({std::nullopt, "法规科", ""}), "name_zh");
  EXPECT_EQ(field_of({first->id, "法规科", "Law"}), "name_zh") << "also below another unit";
  EXPECT_EQ(field_of({std::nullopt, "法制科", "Legal"}), "name_en");
  EXPECT_EQ(field_of({std::nullopt, "法制科", ""}), "made");
  EXPECT_EQ(field_of({std::nullopt, "监察科", ""}), "made") << "no English name is no name";
}

}  // namespace
}  // namespace liuhen::flows
