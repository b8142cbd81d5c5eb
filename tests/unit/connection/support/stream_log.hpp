// What streams have told their listener, as short lines.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/streams.hpp"

namespace scoreline::test {

inline std::string text_of(const StreamKey& key) {
  switch (key.kind) {
    case StreamKind::kMatch:
      return "match " + key.id;
    case StreamKind::kCompetition:
      return "competition " + key.id;
    case StreamKind::kAll:
      break;
  }
  return "all";
}

class StreamLog final : public StreamListener {
 public:
  void on_stream_live(const StreamKey& key, const Instant&) override {
    add("live " + text_of(key));
  }
  void on_stream_lost(const StreamKey& key, const Instant&) override {
    add("lost " + text_of(key));
  }
  void on_stream_message(const StreamKey& key, std::string_view name, std::string_view text,
                         const Instant&) override {
    add(text_of(key) + ": " + (name.empty() ? "" : std::string(name) + ' ') + std::string(text));
  }

  // All lines since the last call.
  std::vector<std::string> take() { return std::exchange(lines_, {}); }

 private:
  void add(std::string line) { lines_.push_back(std::move(line)); }

  std::vector<std::string> lines_;
};

}  // namespace scoreline::test
