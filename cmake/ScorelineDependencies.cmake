# The libraries of others: Dear ImGui's drawing core (sources); nlohmann/json (headers).

set(SCORELINE_JSON_DIR "" CACHE PATH "Folder that holds nlohmann/json.hpp; empty: search")
set(SCORELINE_IMGUI_DIR "" CACHE PATH "Folder that holds Dear ImGui 1.92; empty: the one of scripts/setup")

# --- nlohmann/json ---------------------------------------------------------------------------------
# Parses every JSON text from the wire (src/feed/json.cpp). The target gets a folder in which there is
# only a link to nlohmann/: where it was found, as in /usr/include, are headers that the wasm must not see.

find_path(SCORELINE_JSON_FOUND_IN nlohmann/json.hpp
  HINTS "${SCORELINE_JSON_DIR}"
  PATHS /usr/include /usr/local/include /opt/homebrew/include
  NO_CMAKE_FIND_ROOT_PATH)
if(NOT SCORELINE_JSON_FOUND_IN)
  message(FATAL_ERROR "nlohmann/json.hpp not found: run scripts/setup, or name its folder with "
                      "-DSCORELINE_JSON_DIR=...")
endif()

set(json_root "${PROJECT_BINARY_DIR}/include/json")
file(MAKE_DIRECTORY "${json_root}")
file(CREATE_LINK "${SCORELINE_JSON_FOUND_IN}/nlohmann" "${json_root}/nlohmann" SYMBOLIC)

add_library(scoreline_json INTERFACE)
target_include_directories(scoreline_json SYSTEM INTERFACE "${json_root}")
# Nothing of the project throws. Of the library only sax_parse is used, which tells errors by an event;
# without streams it is smaller.
target_compile_definitions(scoreline_json INTERFACE JSON_NOEXCEPTION JSON_NO_IO)

# --- Dear ImGui ------------------------------------------------------------------------------------

if(SCORELINE_IMGUI_DIR)
  set(imgui_dir "${SCORELINE_IMGUI_DIR}")
elseif(DEFINED ENV{SCORELINE_IMGUI_DIR})
  set(imgui_dir "$ENV{SCORELINE_IMGUI_DIR}")
else()
  set(imgui_dir "${PROJECT_SOURCE_DIR}/build/third_party/imgui")
endif()
if(NOT EXISTS "${imgui_dir}/imgui_draw.cpp")
  message(FATAL_ERROR "Dear ImGui is not in ${imgui_dir}: run scripts/setup, or name its folder with "
                      "-DSCORELINE_IMGUI_DIR=...")
endif()

# Only what the drawing core refers to. The linker drops the unused rest: with no ImGuiContext ever
# made, windows and widgets are not in the wasm; with no ImFontAtlas, fonts are not.
add_library(scoreline_imgui STATIC
  "${imgui_dir}/imgui.cpp"
  "${imgui_dir}/imgui_draw.cpp"
  "${imgui_dir}/imgui_tables.cpp"
  "${imgui_dir}/imgui_widgets.cpp")
target_include_directories(scoreline_imgui SYSTEM PUBLIC "${imgui_dir}")
target_compile_definitions(scoreline_imgui PUBLIC
  "IMGUI_USER_CONFIG=\"${PROJECT_SOURCE_DIR}/src/board/imgui_config.hpp\"")
target_compile_options(scoreline_imgui PRIVATE
  -w -g0 -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections)
