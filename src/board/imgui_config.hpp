// What of Dear ImGui is built. Named by IMGUI_USER_CONFIG in cmake/ScorelineDependencies.cmake, so
// that the library and everything that includes imgui.h agree on it.
//
// A board uses the drawing core only: ImDrawList and ImDrawListSharedData. It has no ImGuiContext,
// and no ImFontAtlas either: the browser rasterises all text, see texture_sheet.hpp.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS

// A page has no files and no shell.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#define IMGUI_DISABLE_DEFAULT_FONT

// Sine and cosine are our own.
#define IMGUI_DISABLE_DEFAULT_MATH_FUNCTIONS
#include "imgui_math.hpp"
