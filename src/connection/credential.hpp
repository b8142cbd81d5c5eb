// The key or token of a source: fixed, or given by a function of the page each time one is needed.
#pragma once

#include <optional>
#include <string>

#include "connection/backoff.hpp"
#include "connection/outbox.hpp"

namespace scoreline {

class Credential {
 public:
  Credential(Outbox& outbox, std::string fixed, bool page_gives_it)
      : outbox_(outbox), key_(std::move(fixed)), page_gives_it_(page_gives_it) {}

  // There is a key to use, or none is needed.
  [[nodiscard]] bool is_ready() const { return !page_gives_it_ || has_key_; }
  [[nodiscard]] const std::string& key() const { return key_; }
  // The page's function failed; it is asked again after a while.
  [[nodiscard]] bool has_failed() const { return failed_; }

  // When it is; kNever while it is being asked, and when nothing has failed.
  [[nodiscard]] MonoMs retry_at() const { return failed_ && request_ == 0 ? deadline_ : kNever; }

  // Asks the page when that is due.
  void pursue(const Instant& now);
  // False: the request was not this one's.
  bool on_answer(RequestId request, const std::optional<std::string>& key, const Instant& now);
  // Which of the page's keys key() is; a request remembers with which one it was made.
  [[nodiscard]] int number() const { return number_; }
  // The provider refused that key. True: there is, or will be, another one; false: there is none.
  bool on_refused(int number);
  // The provider will have none of it: the page, if it gives keys, is asked for another one then.
  void renew_at(MonoMs at);
  // The provider took the key.
  void accepted();
  void retry_now();
  void stop();
  [[nodiscard]] MonoMs next_deadline() const;

 private:
  static constexpr MonoMs kPatience = 30'000;  // for the page's function

  Outbox& outbox_;
  std::string key_;
  Backoff backoff_;
  RequestId request_ = 0;
  MonoMs deadline_ = 0;  // of the request, or of the next one
  int number_ = 0;
  bool page_gives_it_;
  bool has_key_ = false;
  bool failed_ = false;
  bool was_just_renewed_ = false;
};

}  // namespace scoreline
