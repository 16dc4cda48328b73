// Paper → PDF: A4, margins and grid of GB/T 9704-2012 (top 37 mm, left 28 mm, 156 × 225 mm of
// text). Fonts by a list: FangSong and XiaoBiaoSong where the machine has them, else Noto Serif CJK
// SC; rare characters (CJK extensions) from HanaMin. Text can be selected and searched. Any thread.
// Throws Fault when fonts or Cairo fail, or the paper has more than 2000 pages.
#pragma once

#include "base/text.h"
#include "print/paper.h"

namespace liuhen::print {

base::Bytes print(const Paper& paper);

}  // namespace liuhen::print
