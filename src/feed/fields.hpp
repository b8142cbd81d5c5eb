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
#include <vector>

#include "feed/json.hpp"
#include "feed/result.hpp"
#include "match/match.hpp"

namespace scoreline {

inline constexpr std::size_t kMaxIdBytes = 128;
inline constexpr std::size_t kMaxNameBytes = 200;  // of what a board shows; longer is cut
inline constexpr std::size_t kMaxWordBytes = 64;   // of a type, a status, an error's code
inline constexpr std::size_t kMaxUrlBytes = 2048;
inline constexpr std::size_t kMaxRows = 1000;       // of one list; a page has at most 200
inline constexpr std::size_t kMaxRefusedRows = 50;  // of one answer, that are told of

using Refusal = std::optional<FeedError>;

// The first refusal stays.
void refuse(Refusal& refusal, FeedErrorCode code, const char* where);

// Of rows that were refused the first kMaxRefusedRows are kept.
void keep_refused(std::vector<RefusedRow>& rows, std::string&& id, const FeedError& error);

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

// The same of a name, which a provider may have made fit for HTML: its entities are read, once.
[[nodiscard]] std::string shown_name(std::string_view text, std::size_t max_bytes = kMaxNameBytes);

// A team that is not decided has no name: null, "", or an object without one are an empty text.
// `names` says whether the row has a place for the name at all; without one it is kMissing.
[[nodiscard]] std::string_view team_name(json::Value name, bool has_place, const char* where,
                                         Refusal& refusal);

[[nodiscard]] std::int64_t required_integer(json::Value value, const char* where, Refusal& refusal);

// The rows of REST answers come from databases whose numbers may be text: "2" is 2. Digits and a
// sign, nothing else. A stream's messages are not read in this way: see row_score().
[[nodiscard]] std::optional<std::int64_t> row_integer(json::Value value);
[[nodiscard]] std::int64_t required_row_integer(json::Value value, const char* where,
                                                Refusal& refusal);
[[nodiscard]] std::optional<std::int32_t> any_row_integer(json::Value value, std::int32_t min,
                                                          std::int32_t max);

[[nodiscard]] std::optional<std::int32_t> any_integer(json::Value value, std::int32_t min,
                                                      std::int32_t max);

// 0 to kMaxScore.
[[nodiscard]] std::int32_t required_score(json::Value value, const char* where, Refusal& refusal);
[[nodiscard]] std::optional<std::int32_t> optional_score(json::Value value, const char* where,
                                                         Refusal& refusal);

// A score in a row: it may be absent, text, or -1 for none while nothing was played. A message of a
// stream has none of these, since it tells of something that has happened.
[[nodiscard]] std::optional<std::int32_t> row_score(json::Value value, MatchStatus status,
                                                    const char* where, Refusal& refusal);

// "http://…" or "https://…" up to kMaxUrlBytes, else empty: what is loaded as an image is no other
// kind of URL. "//host/…" is https: the page's own scheme may be that of a file.
[[nodiscard]] std::string any_web_url(json::Value value);

// RFC 3339 text, as in time_text.hpp.
[[nodiscard]] std::optional<WallMs> any_time(json::Value value);

// Seconds since the epoch, up to the year 9999.
[[nodiscard]] std::optional<WallMs> any_epoch_seconds(json::Value value);

// A match's kick-off from a row: epoch seconds, or a text as in time_text.hpp.
void set_kickoff(Match& match, json::Value value);

}  // namespace scoreline
