#include "feed/result.hpp"

namespace scoreline {

std::string_view name_of(FeedErrorCode code) {
  switch (code) {
    case FeedErrorCode::kNotJson:
      return "not_json";
    case FeedErrorCode::kTooDeep:
      return "too_deep";
    case FeedErrorCode::kTooLarge:
      return "too_large";
    case FeedErrorCode::kWrongType:
      return "wrong_type";
    case FeedErrorCode::kMissing:
      return "missing";
    case FeedErrorCode::kOutOfRange:
      return "out_of_range";
    case FeedErrorCode::kNotFromServer:
      return "not_from_server";
  }
  return "not_json";
}

}  // namespace scoreline
