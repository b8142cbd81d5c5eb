// The font loader that Dear ImGui asks for in FreeType's place (see imgui_config.hpp): it has no
// glyphs.
//
// A board draws text as pictures that the browser made. The atlas still wants a font to exist; with
// this loader any bytes serve as one, and every character is missing from it.

#include <imgui.h>
#include <imgui_internal.h>

namespace {

bool has_no_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return false; }

bool loads_no_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar, ImFontGlyph*,
                    float*) {
  return false;
}

ImFontLoader make_empty_loader() {
  ImFontLoader loader;
  loader.Name = "none";
  loader.FontSrcContainsGlyph = has_no_glyph;
  loader.FontBakedLoadGlyph = loads_no_glyph;
  return loader;
}

}  // namespace

namespace ImGuiFreeType {

// Declared by misc/freetype/imgui_freetype.h; called when the first font is added to an atlas.
const ImFontLoader* GetFontLoader() {
  static const ImFontLoader loader = make_empty_loader();
  return &loader;
}

}  // namespace ImGuiFreeType
