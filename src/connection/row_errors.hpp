// Rows of answers that cannot be shown, each with each reason once: the same rows come with each answer.
#pragma once

#include <vector>

#include "connection/subject.hpp"
#include "feed/result.hpp"

namespace scoreline {

// A row that cannot be shown, in an answer about `subject`.
struct RowError {
  Subject subject;
  RefusedRow row;

  bool operator==(const RowError&) const = default;
};

class RowErrors {
 public:
  // In an answer about `subject`. Those that are known already are passed over, and those beyond the
  // first 200.
  void note(const Subject& subject, std::vector<RefusedRow>&& rows);
  // It only grows, so that a board can tell what it has not told yet.
  [[nodiscard]] const std::vector<RowError>& all() const { return errors_; }

 private:
  std::vector<RowError> errors_;
};

}  // namespace scoreline
