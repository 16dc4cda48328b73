// One form file as JSON → one form. Strict; problems carry JSON paths. Pure; any thread.
#pragma once

#include <boost/json/fwd.hpp>

#include "base/strict_json.h"
#include "forms/form.h"

namespace liuhen::forms {

// Meaningful only when no problem was added.
Form read_form(const boost::json::value& file, base::PathProblems& problems);

// Of form_fields.cpp: fields of a form, or columns of a table.
Field read_field(base::StrictObject& object, bool is_column);

// Of form_links.cpp: what names something elsewhere in the form (fields in bodies, signatures,
// establishes …) names what is there.
void check_links(const Form& form, base::PathProblems& problems);

}  // namespace liuhen::forms
