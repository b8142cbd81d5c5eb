// What an answer's headers say of limits and of its age.
#pragma once

#include <string_view>

#include "connection/action.hpp"

namespace scoreline {

// Fills in what the block, `name: value` lines, tells and can be read; all else stays absent.
void read_headers(std::string_view block, HttpAnswer& answer);

}  // namespace scoreline
