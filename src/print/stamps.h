// Pages that hold nothing but a number in the upper right corner, to be laid over other pages.
#pragma once

#include <vector>

#include "base/text.h"
#include "print/qpdf_binding.h"

namespace liuhen::print {

base::Bytes stamps(const std::vector<Stamp>& all);

}  // namespace liuhen::print
