# shellcheck shell=bash
# The checks that read the code without running it.

cpp_files() { git ls-files --cached --others --exclude-standard 'src/*.[ch]pp' 'tests/*.[ch]pp'; }

check_cpp_format() {
  local wrong
  say "clang-format: src/ and tests/"
  wrong="$(cpp_files | xargs -r clang-format --dry-run 2>&1 |
    sed -n 's/^\([^ :]*\.[ch]pp\):.*/\1/p' | sort -u)"
  [ -z "$wrong" ] || die "not as clang-format has it (run scripts/format):
$wrong"
}

# Headers are named from src/. A path that climbs would get around what a room may see.
check_cpp_includes() {
  if git grep -nE '^ *# *include *"\.\.?/' -- 'src/*.[ch]pp'; then
    die 'an #include climbs out of its folder: name the header from src/, such as "match/match.hpp"'
  fi
}

# Ninja knows which files a change touches, so clang-tidy runs within a build of its own.
check_cpp_mistakes() {
  say "clang-tidy: the rooms of src/"
  quietly cmake --preset tidy
  quietly cmake --build --preset tidy
}

# Each entry must still find the line that it breaks.
check_mutations() {
  say "tests/sim/mutations.mjs: every mutation applies"
  scripts/mutate --check
}

check_typescript() {
  say "Biome: web/, tests/, scripts/"
  node_modules/.bin/biome check --error-on-warnings
  say "tsc: web/ and tests/"
  node_modules/.bin/tsc -p tsconfig.json
  node_modules/.bin/tsc -p web/src/gateway/tsconfig.json
  node_modules/.bin/tsc -p tests/tsconfig.json
}
