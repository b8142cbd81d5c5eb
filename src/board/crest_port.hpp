// What the board asks of whoever has the teams' crests: in a page, the browser, which loads and
// decodes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace scoreline::board {

class Crests {
 public:
  // The picture is there. One that is heard of for the first time is asked for, and whoever has
  // asked is to be drawn again when it comes; one that cannot be had is not asked for again.
  virtual bool has(std::string_view url) = 0;

  // Writes one that is there as straight RGBA rows, `stride` bytes apart: whole, and centred in a
  // square of `size` px.
  virtual void pixels(std::string_view url, int size, std::uint8_t* target, std::size_t stride) = 0;

 protected:
  ~Crests() = default;
};

}  // namespace scoreline::board
