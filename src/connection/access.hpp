// Whether the provider lets a source in. A refusal of its key, token or account concerns all of its
// requests and streams alike: they stop, and one request at a time tries again, ever more seldom.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "connection/connection_state.hpp"
#include "connection/credential.hpp"
#include "connection/instant.hpp"
#include "connection/outbox.hpp"
#include "connection/slow_retry.hpp"

namespace scoreline {

class Access {
 public:
  // `outbox` outlives this. `key`: the one that is fixed, or empty; `page_gives_it`: a function of the page
  // is asked for it instead.
  Access(Outbox& outbox, std::string key, bool page_gives_it)
      : outbox_(outbox), credential_(outbox, std::move(key), page_gives_it) {}

  [[nodiscard]] Credential& credential() { return credential_; }
  [[nodiscard]] const Credential& credential() const { return credential_; }

  // There is a key to use, or none is needed; it may be refused.
  [[nodiscard]] bool has_key() const { return credential_.is_ready(); }
  // kNone: the provider has not refused it.
  [[nodiscard]] Reason refusal() const { return refusal_; }
  [[nodiscard]] bool is_refused() const { return refusal_ != Reason::kNone; }
  // There is a key, and nobody has refused it.
  [[nodiscard]] bool is_open() const { return has_key() && !is_refused(); }
  // While it is refused: when a request may try again.
  [[nodiscard]] MonoMs retry_at() const { return retry_at_; }

  // The credentials were refused. `retry_after`: milliseconds that the provider asks for.
  void refuse(Reason reason, std::optional<MonoMs> retry_after, MonoMs now);
  // A request that tried again has failed for another reason.
  void note_failure(MonoMs now);
  // What was asked with the number `asked` was granted. True where it was refused before.
  bool grant(Seq asked);
  // The reader asks to try again: what was asked before `now_seq` and is refused says nothing any more.
  void forget_refusal(Seq now_seq);
  // A refusal of what was asked with that number is a slow answer of a time before: what was asked later
  // has been granted, or the reader has asked to try again.
  [[nodiscard]] bool is_outdated(Seq asked) const { return asked < accepted_; }

 private:
  Outbox& outbox_;
  Credential credential_;
  Reason refusal_ = Reason::kNone;
  MonoMs retry_at_ = 0;
  SlowRetry retries_;
  Seq accepted_ = 0;  // what was asked before this and is refused says nothing of them any more
};

}  // namespace scoreline
