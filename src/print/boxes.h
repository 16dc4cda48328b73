// Rows of boxes that break over pages: field tables and tables. One thread.
#pragma once

#include "print/page_flow.h"

namespace liuhen::print {

void put_field_table(PageFlow& flow, const FieldTable& table, double size_pt);
void put_table(PageFlow& flow, const Table& table, double size_pt);

}  // namespace liuhen::print
