// What of Dear ImGui is built. Named by IMGUI_USER_CONFIG in cmake/ScorelineDependencies.cmake, so
// that the library and everything that includes imgui.h agree on it.
//
// A board uses the drawing core only: ImDrawList, ImDrawListSharedData and ImFontAtlas, no
// ImGuiContext.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// A page has no files and no shell.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

// The browser rasterises all text, so neither the embedded font nor a font rasteriser is needed:
// 16 KB of the compressed wasm. Dear ImGui leaves its own rasteriser (stb_truetype) out only when
// FreeType is to take its place; imgui_font_loader.cpp then stands where FreeType would.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE

// Sine and cosine are our own.
#define IMGUI_DISABLE_DEFAULT_MATH_FUNCTIONS
#include "imgui_math.hpp"
