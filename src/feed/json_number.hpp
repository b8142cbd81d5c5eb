// The numbers of JSON, without strtod: that one brings long doubles in software with it, 5 KB of
// the compressed wasm.
#pragma once

#include <cstddef>
#include <cstdint>

namespace scoreline::json {

struct Number {
  bool is_integer = false;  // written as one (no fraction, no exponent), and fits in 64 bits
  std::int64_t integer = 0;
  double number = 0;  // of anything else; infinite where no double holds it
};

// Reads the number at `at` and returns how long it is; 0 where there is none. (In 01 there is one,
// the 0.) The text must end with a NUL.
//
// A double is the nearest one for up to 19 significant digits times 10^-27 to 10^27, which is all
// that a feed has any use for; beyond that it is the nearest or the one beside it.
[[nodiscard]] std::size_t read_number(const char* at, Number& number);

}  // namespace scoreline::json
