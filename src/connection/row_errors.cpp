#include "connection/row_errors.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace scoreline {
namespace {

constexpr std::size_t kMaxRowErrors = 200;

}  // namespace

void RowErrors::note(const Subject& subject, std::vector<RefusedRow>&& rows) {
  for (RefusedRow& row : rows) {
    RowError error{subject, std::move(row)};
    const bool is_known = std::find(errors_.begin(), errors_.end(), error) != errors_.end();
    if (!is_known && errors_.size() < kMaxRowErrors) errors_.push_back(std::move(error));
  }
}

}  // namespace scoreline
