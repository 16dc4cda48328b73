// Bounds of texts that people type, checked in one place. Private to flows/casework and admin.
#pragma once

#include <optional>
#include <string>

#include "model/refusal.h"

namespace liuhen::flows {

// Refuses a text that is empty (when `required`), longer than `characters_max` characters, no UTF-8
// or with control characters.
std::optional<model::Refusal> refuse_text(const std::string& field, const std::string& text,
                                          std::size_t characters_max, bool required = true);

}  // namespace liuhen::flows
