// The sentences of the edge's own refusals, one row each. Used by render_error alone.
#pragma once

#include <string_view>

#include "http/render_error.h"

namespace liuhen::http {

struct ProblemRow {
  EdgeRefusal refusal;
  int status;
  std::string_view type;
  std::string_view zh;
  std::string_view en;
};

const ProblemRow& problem_row(EdgeRefusal refusal);

}  // namespace liuhen::http
