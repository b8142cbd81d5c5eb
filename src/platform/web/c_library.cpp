// Two functions of the C library, which only nlohmann/json's lexer calls. The linker sends the calls here
// (--wrap): musl's own take numbers of 128 bits apart in software, and with them the wasm would be over its
// budget.
#include <cstdarg>
#include <cstddef>
#include <cstring>

extern "C" {

// library.js: the number that `text` is, as JavaScript reads it.
double sl_number(const char* text, std::size_t length);

// The lexer hands over one whole number as JSON writes it, so all of it is read.
double __wrap_strtod(const char* text, char** end) {
  const std::size_t length = std::strlen(text);
  if (end != nullptr) *end = const_cast<char*>(text) + length;
  return sl_number(text, length);
}

// The lexer quotes a control character in the text of its error, which nobody reads.
int __wrap_snprintf(char* out, std::size_t size, const char* /*format*/, ...) {
  if (size > 0) *out = '\0';
  return 0;
}

}  // extern "C"
