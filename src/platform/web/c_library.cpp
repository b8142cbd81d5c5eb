// What nlohmann/json refers to of the C and C++ libraries, as far as it is used here: with the libraries' own
// the wasm would be over its budget.
#include <cstdarg>
#include <cstddef>
#include <cstring>

extern "C" {

// library.js: the number that `text` is, as JavaScript reads it.
double sl_number(const char* text, std::size_t length);

// The linker sends the lexer's calls of two functions here (--wrap): musl's own take numbers of 128 bits apart
// in software. The lexer hands over one whole number as JSON writes it, so all of it is read.
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

// nlohmann's exceptions are classes with type information, which is for those who catch. Nobody does here, so
// the code that compares types is left out: its tables are empty. Weak: a library that needs it brings its own.
[[gnu::weak]] void* _ZTVN10__cxxabiv117__class_type_infoE[3] = {};
[[gnu::weak]] void* _ZTVN10__cxxabiv120__si_class_type_infoE[3] = {};

}  // extern "C"
