#include "print/text_block.h"

#include <pango/pangocairo.h>

#include <algorithm>

#include "base/fault.h"
#include "base/text.h"

namespace liuhen::print {
namespace {

// What a bureau may have bought comes first; what Debian has comes last. HanaMin covers the CJK
// extensions that Noto lacks. Each name costs nothing where the font is absent.
constexpr const char* kBodyFonts =
    "FangSong_GB2312,仿宋_GB2312,FangSong,仿宋,STFangsong,Noto Serif CJK "
    "SC,HanaMinA,HanaMinB,serif";
constexpr const char* kTitleFonts =
    "FZXiaoBiaoSong-B05S,方正小标宋简体,方正小标宋_GBK,Noto Serif CJK SC,HanaMinA,HanaMinB,serif";

// The middle of a Chinese character above the base line, in parts of its size.
constexpr double kMiddle = 0.38;

struct Release {
  void operator()(void* object) const { g_object_unref(object); }
};

std::shared_ptr<PangoLayout> new_layout(const TextStyle& style) {
  const std::unique_ptr<PangoContext, Release> context(
      pango_font_map_create_context(pango_cairo_font_map_get_default()));
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
  std::shared_ptr<PangoLayout> layout(pango_layout_new(context.get()), Release());
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, style.face == Face::title ? kTitleFonts : kBodyFonts);
  pango_font_description_set_weight(font, style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  return layout;
}

double width_of(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return static_cast<double>(logical.width) / PANGO_SCALE;
}

// Spreads what is left of a line between its characters, as Chinese type is set.
void spread(PangoLayout* layout, double slack_pt, std::size_t characters) {
  if (characters < 2 || slack_pt <= 0) return;
  PangoAttrList* attributes = pango_attr_list_new();
  const double each = slack_pt / static_cast<double>(characters - 1);
  PangoAttribute* spacing = pango_attr_letter_spacing_new(static_cast<int>(each * PANGO_SCALE));
  // The last character keeps its place at the edge.
  const char* text = pango_layout_get_text(layout);
  const char* last = g_utf8_offset_to_pointer(text, static_cast<glong>(characters - 1));
  spacing->end_index = static_cast<guint>(last - text);
  pango_attr_list_insert(attributes, spacing);
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

std::vector<std::string> clean_paragraphs(const std::string& text) {
  std::vector<std::string> paragraphs;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    paragraphs.push_back(base::display_text(text.substr(begin, end - begin), text.size()));
    begin = end + 1;
  }
  return paragraphs;
}

std::string without_end_space(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

TextBlock::TextBlock(const std::string& text, const TextStyle& style, double width_pt)
    : style_(style) {
  for (const std::string& paragraph : clean_paragraphs(text)) {
    const auto layout = new_layout(style);
    pango_layout_set_text(layout.get(), paragraph.data(), static_cast<int>(paragraph.size()));
    pango_layout_set_width(layout.get(), static_cast<int>(width_pt * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_indent(layout.get(), static_cast<int>(style.indent_pt * PANGO_SCALE));
    const int count = pango_layout_get_line_count(layout.get());
    for (int i = 0; i < count; ++i) {
      const PangoLayoutLine* line = pango_layout_get_line_readonly(layout.get(), i);
      const double left = i == 0 ? style.indent_pt : 0;
      const auto begin = static_cast<std::size_t>(line->start_index);
      add_line(without_end_space(paragraph.substr(begin, static_cast<std::size_t>(line->length))),
               left, width_pt - left, i + 1 < count);
    }
  }
}

void TextBlock::add_line(const std::string& text, double left_pt, double room_pt, bool fills) {
  const auto layout = new_layout(style_);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  const double natural = width_of(layout.get());
  double left = left_pt;
  if (style_.align == Align::center) left += std::max(0.0, (room_pt - natural) / 2);
  if (style_.align == Align::right) left += std::max(0.0, room_pt - natural);
  const double slack = room_pt - natural;
  if (style_.align == Align::justified && fills && slack < 3 * style_.size_pt) {
    spread(layout.get(), slack, static_cast<std::size_t>(g_utf8_strlen(text.c_str(), -1)));
  }
  lines_.push_back({layout, left, natural});
}

double TextBlock::widest_pt() const {
  double widest = 0;
  for (const Line& line : lines_) widest = std::max(widest, line.left_pt + line.width_pt);
  return widest;
}

void TextBlock::draw(cairo_t* cairo, double x, double y, std::size_t first,
                     std::size_t count) const {
  cairo_set_source_rgb(cairo, style_.grey, style_.grey, style_.grey);
  for (std::size_t i = first; i < first + count && i < lines_.size(); ++i) {
    const double middle = y + style_.line_pt * (static_cast<double>(i - first) + 0.5);
    cairo_move_to(cairo, x + lines_[i].left_pt, middle + kMiddle * style_.size_pt);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(lines_[i].layout.get(), 0));
  }
}

}  // namespace liuhen::print
