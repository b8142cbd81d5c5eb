# A room is a folder of src/ with a target of its own, scoreline_<room>.
#
#   scoreline_add_room(<room> [SEES <room>...] [USES <target>...] [EXPOSES <target>...])
#
# SEES     rooms whose headers this one may include. They are not handed on: who sees `feed` does not
#          thereby see `match`.
# USES     libraries for the room's own .cpp files.
# EXPOSES  libraries that the room's headers show.
#
# Headers are named from src/ ("match/match.hpp"), so one include folder, src/, would show every room
# to every other. Instead each room has an include root in the build tree that holds only a link to
# it: <build>/include/match/match -> src/match.

function(scoreline_room_root out room)
  set(${out} "${PROJECT_BINARY_DIR}/include/${room}" PARENT_SCOPE)
endfunction()

function(scoreline_make_room_root room)
  scoreline_room_root(root ${room})
  file(MAKE_DIRECTORY "${root}")
  file(CREATE_LINK "${PROJECT_SOURCE_DIR}/src/${room}" "${root}/${room}" SYMBOLIC)
endfunction()

# Lets a target include the headers of these rooms, and links the rooms.
function(scoreline_see target)
  foreach(room IN LISTS ARGN)
    scoreline_room_root(root ${room})
    target_include_directories(${target} PRIVATE "${root}")
    target_link_libraries(${target} PUBLIC scoreline_${room})
  endforeach()
endfunction()

# A source file that includes every header of a room: a header that no .cpp file of the room includes
# is held to the room's row as well.
function(scoreline_write_header_check out room)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/src"
       "${PROJECT_SOURCE_DIR}/src/${room}/*.hpp")
  set(text "// Written by CMake: every header of ${room}/ builds with what the room may see.\n")
  foreach(header IN LISTS headers)
    string(APPEND text "#include \"${header}\"\n")
  endforeach()
  set(file "${PROJECT_BINARY_DIR}/header_checks/${room}.cpp")
  file(CONFIGURE OUTPUT "${file}" CONTENT "${text}" @ONLY)
  set(${out} "${file}" PARENT_SCOPE)
endfunction()

function(scoreline_add_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SEES;USES;EXPOSES")
  set(target scoreline_${room})

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${room}/*.cpp")
  scoreline_write_header_check(header_check ${room})
  scoreline_make_room_root(${room})

  add_library(${target} STATIC ${sources} "${header_check}")
  scoreline_compile_as_ours(${target})
  # As in the wasm, also natively: what does not build there should not build here.
  target_compile_options(${target} PRIVATE -fno-exceptions)
  if(SCORELINE_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "clang-tidy;--quiet")
  endif()
  scoreline_room_root(root ${room})
  target_include_directories(${target} PRIVATE "${root}")
  scoreline_see(${target} ${arg_SEES})
  target_link_libraries(${target} PRIVATE ${arg_USES} PUBLIC ${arg_EXPOSES})
endfunction()
