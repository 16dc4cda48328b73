// The sentences with which uploads are refused. Private to flows/intake.
#pragma once

#include "model/refusal.h"

namespace liuhen::flows {

model::Refusal refuse_not_found();
model::Refusal refuse_expired();
model::Refusal refuse_locked();
model::Refusal refuse_offset_differs();
model::Refusal refuse_too_large();
model::Refusal refuse_not_appendable();
model::Refusal refuse_digest_differs();
model::Refusal refuse_cut_short();
model::Refusal refuse_parts_unfinished();
model::Refusal refuse_too_many();

}  // namespace liuhen::flows
