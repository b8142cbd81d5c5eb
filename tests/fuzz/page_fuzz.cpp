// What a page gives: options, look and words. The first byte chooses.
#include "engine/board_options.hpp"
#include "engine/words.hpp"
#include "feed/percent.hpp"
#include "fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scoreline;
  fuzz::Input input(data, size);
  switch (input.byte() % 3) {
    case 0: {
      const auto options = board_options_from_json(input.rest(), 1);
      if (!options) break;
      fuzz::require(!options->subjects.empty());
      for (const Subject& subject : options->subjects) fuzz::require(!is_dot_segment(subject.id));
      fuzz::require(is_header_text(options->source.key));
      fuzz::require(is_header_text(options->source.app_key));
      fuzz::require(options->source.max_sockets > 0);
      for (const auto& [name, value] : options->source.auth_headers) {
        fuzz::require(is_header_text(name) && is_header_text(value));
      }
      break;
    }
    case 1:
      (void)look_from_json(input.rest());
      break;
    default: {
      const Words words = Words::from_json(input.text(input.number()));
      (void)words.text(input.rest(), {{"n", "1"}, {"clock", "7:42"}});
    }
  }
  return 0;
}
