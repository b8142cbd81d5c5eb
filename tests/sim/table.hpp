// Measures each world, and prints what came of it as a table.
#pragma once

#include "sim/runner.hpp"

namespace scoreline::sim {

// Markdown on standard output: for each world, provider and kind of board the median and the worst
// of `range.seeds` lives. True: no limit was broken.
bool print_table(const Range& range);

}  // namespace scoreline::sim
