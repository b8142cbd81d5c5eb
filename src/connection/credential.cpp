#include "connection/credential.hpp"

#include "connection/source_options.hpp"

namespace scoreline {

void Credential::pursue(const Instant& now) {
  if (is_ready() || now.mono < deadline_) return;
  if (request_ != 0) {
    outbox_.cancel(request_);
    failed_ = true;
    deadline_ = backoff_.failed(now.mono, outbox_.random());
    return;
  }
  request_ = outbox_.new_request();
  deadline_ = now.mono + kPatience;
  outbox_.add(AskCredential{request_});
}

bool Credential::on_answer(RequestId request, const std::optional<std::string>& key,
                           const Instant& now) {
  if (request != request_ || request_ == 0) return false;
  request_ = 0;
  failed_ = !key || key->empty() || !is_header_text(*key);
  if (failed_) {
    deadline_ = backoff_.failed(now.mono, outbox_.random());
  } else {
    key_ = *key;
    has_key_ = true;
    ++number_;
  }
  return true;
}

bool Credential::on_refused(int number) {
  // Requests that were under way with the same key are refused together: that counts once.
  if (page_gives_it_ && (!has_key_ || number != number_)) return true;
  // A short-lived key may have expired: one fresh key is worth a try, a second refusal in a row
  // is not.
  if (!page_gives_it_ || was_just_renewed_) return false;
  was_just_renewed_ = true;
  has_key_ = false;
  deadline_ = 0;
  return true;
}

void Credential::renew_at(MonoMs at) {
  if (!page_gives_it_) return;
  outbox_.cancel(request_);
  was_just_renewed_ = true;
  has_key_ = false;
  deadline_ = at;
}

void Credential::retry_now() {
  was_just_renewed_ = false;
  backoff_.reset();
  if (request_ == 0) deadline_ = 0;
}

void Credential::accepted() { was_just_renewed_ = false; }

void Credential::stop() {
  outbox_.cancel(request_);
  deadline_ = 0;
}

MonoMs Credential::next_deadline() const { return is_ready() ? kNever : deadline_; }

}  // namespace scoreline
