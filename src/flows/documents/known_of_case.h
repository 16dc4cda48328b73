// What the house knows about a case and an act before anybody writes a document: the values of the
// names in forms/known.cpp. What it does not know is absent.
#pragma once

#include <optional>

#include "catalog/connection.h"
#include "flows/documents/form_settings.h"
#include "forms/form_book.h"
#include "forms/known.h"
#include "model/casework.h"

namespace liuhen::flows {

struct KnownFrom {
  catalog::Connection& connection;
  const forms::FormBook& book;
  const FormSettings& settings;
  base::UtcTime now;
};

// What only documents tell (the party's address, say) comes from the last final one that says so.
forms::Known known_of_case(const KnownFrom& from, const model::Case& case_file,
                           const std::optional<model::Act>& act);

}  // namespace liuhen::flows
