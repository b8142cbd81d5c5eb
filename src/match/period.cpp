#include "match/period.hpp"

namespace scoreline {

std::string_view name_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::kOther:
      return "other";
    case PeriodKind::kHalf:
      return "half";
    case PeriodKind::kHalfTime:
      return "half_time";
    case PeriodKind::kQuarter:
      return "quarter";
    case PeriodKind::kOvertime:
      return "overtime";
  }
  return "other";
}

}  // namespace scoreline
