// The version of the program, one line for all who need it.
#pragma once

namespace liuhen {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace liuhen
