// Reading one field of a message, with the limits and the names of errors that all decoders share.
//
// required_…   what a message cannot do without: null or absent is kMissing
// optional_…   null or absent is fine, anything else must be right
// any_…        null, absent, of another type or beyond its range: all the same as absent
//
// The functions that can refuse keep the first error in `refusal`, so that a decoder reads all it
// wants and looks once. `where` must be a literal (see FeedError).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feed/json.hpp"
#include "feed/result.hpp"
#include "match/match.hpp"

namespace scoreline {

inline constexpr std::size_t kMaxIdBytes = 128;
inline constexpr std::size_t kMaxNameBytes = 200;  // of what a board shows; longer is cut
inline constexpr std::size_t kMaxWordBytes = 64;   // of a type, a status, an error's code
inline constexpr std::size_t kMaxUrlBytes = 2048;
inline constexpr std::size_t kMaxRows = 1000;  // of one list; a page has at most 200

using Refusal = std::optional<FeedError>;

// The first refusal stays.
void refuse(Refusal& refusal, FeedErrorCode code, const char* where);

// A JSON string or integer, 1 to kMaxIdBytes bytes without control characters and nothing that
// would lead elsewhere in a URL (is_dot_segment), else kOutOfRange.
[[nodiscard]] std::string required_id(json::Value value, const char* where, Refusal& refusal);
[[nodiscard]] std::string any_id(json::Value value);

// A string with something in it. It is not cut: what is shown goes through shown_text().
[[nodiscard]] std::string_view required_text(json::Value value, const char* where,
                                             Refusal& refusal);
[[nodiscard]] std::string_view any_text(json::Value value);

// Made fit to be shown in a line: cut at a character's boundary, control characters to spaces.
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t max_bytes);

[[nodiscard]] std::int64_t required_integer(json::Value value, const char* where, Refusal& refusal);
[[nodiscard]] std::optional<std::int32_t> any_integer(json::Value value, std::int32_t min,
                                                      std::int32_t max);

// 0 to kMaxScore.
[[nodiscard]] std::int32_t required_score(json::Value value, const char* where, Refusal& refusal);
[[nodiscard]] std::optional<std::int32_t> optional_score(json::Value value, const char* where,
                                                         Refusal& refusal);

// "http://…" or "https://…" up to kMaxUrlBytes, else empty: what is loaded as an image is no other
// kind of URL.
[[nodiscard]] std::string any_web_url(json::Value value);

// RFC 3339 text, as in time_text.hpp.
[[nodiscard]] std::optional<WallMs> any_time(json::Value value);

// Seconds since the epoch, up to the year 9999.
[[nodiscard]] std::optional<WallMs> any_epoch_seconds(json::Value value);

}  // namespace scoreline
