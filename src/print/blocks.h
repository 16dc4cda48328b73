// The blocks of a paper onto its pages. One thread.
#pragma once

#include "print/page_flow.h"

namespace liuhen::print {

void put_head(PageFlow& flow, const Paper& paper);
void put_block(PageFlow& flow, const Block& block, Style style);

}  // namespace liuhen::print
