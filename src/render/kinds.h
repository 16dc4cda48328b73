// The kinds of derived copies. Each is one file beside the others of its record.
#pragma once

#include <optional>
#include <string_view>

namespace liuhen::render {

enum class DerivedKind { poster, filmstrip, filmstrip_index, waveform, proxy };

inline constexpr DerivedKind kDerivedKinds[] = {DerivedKind::poster, DerivedKind::filmstrip,
                                                DerivedKind::filmstrip_index, DerivedKind::waveform,
                                                DerivedKind::proxy};

// "poster.jpg", "filmstrip.jpg", "filmstrip.json", "waveform.json", "proxy.mp4": also the file name
// in the cache and the last part of the address under which the copy is served.
std::string_view file_name_of(DerivedKind kind);
std::string_view media_type_of(DerivedKind kind);
std::optional<DerivedKind> find_kind(std::string_view file_name);

}  // namespace liuhen::render
