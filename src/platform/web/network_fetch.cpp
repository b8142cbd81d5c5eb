// REST requests through emscripten/fetch.h.
#include <emscripten/fetch.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/engine.hpp"
#include "platform/web/network.hpp"
#include "platform/web/page_port.hpp"

namespace scoreline::platform {
namespace {

constexpr unsigned long kTimeoutMs = 10'000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Calls `visit(name, value)` for each line of a header block.
template <typename Visitor>
void for_each_header(std::string_view block, Visitor visit) {
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name;
    for (const char c : line.substr(0, colon)) name += lower(c);
    visit(name, line.substr(colon + 1));
  }
}

// Decimal digits after spaces; absent for anything else (a Retry-After may also be a date).
std::optional<std::int64_t> integer_of(std::string_view text) {
  constexpr std::int64_t kEnough = 1'000'000'000'000;
  std::size_t i = 0;
  while (i < text.size() && text[i] == ' ') ++i;
  if (i == text.size() || text[i] < '0' || text[i] > '9') return std::nullopt;
  std::int64_t number = 0;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    if (number < kEnough) number = number * 10 + (text[i] - '0');
  }
  return number;
}

void read_headers(std::string_view block, HttpAnswer& answer) {
  for_each_header(block, [&](const std::string& name, std::string_view value) {
    if (name == "retry-after") answer.retry_after_s = integer_of(value);
    if (name == "x-ratelimit-remaining") answer.rate_remaining = integer_of(value);
    if (name == "x-ratelimit-reset") answer.rate_reset_s = integer_of(value);
  });
}

void read_headers(emscripten_fetch_t* fetch, HttpAnswer& answer) {
  const std::size_t size = emscripten_fetch_get_response_headers_length(fetch);
  if (size == 0) return;
  std::string block(size + 1, '\0');
  emscripten_fetch_get_response_headers(fetch, block.data(), block.size());
  read_headers(block, answer);
}

}  // namespace

// What a request must keep alive until it is over.
struct Network::Request {
  Network* network = nullptr;
  Key key;
  emscripten_fetch_t* fetch = nullptr;
  std::string body;
  std::vector<std::string> header_texts;
  std::vector<const char*> headers;
};

struct Network::FetchEvents {
  static void on_done(emscripten_fetch_t* fetch) {
    const std::unique_ptr<Request> request = release(fetch);
    if (request == nullptr) return;
    HttpAnswer answer;
    answer.status = fetch->status;
    if (fetch->data != nullptr) {
      answer.body.assign(fetch->data, static_cast<std::size_t>(fetch->numBytes));
    }
    read_headers(fetch, answer);
    emscripten_fetch_close(fetch);
    Network& network = *request->network;
    const auto [source, id] = request->key;
    network.requests_.erase(request->key);
    network.engine_.on_answer(source, id, answer, now());
  }

  // Closing a fetch that is not done (or timed out) reports an error to on_done once more, which
  // must then find nothing.
  static std::unique_ptr<Request> release(emscripten_fetch_t* fetch) {
    return std::unique_ptr<Request>(static_cast<Request*>(std::exchange(fetch->userData, nullptr)));
  }
};

bool Network::is_asked_already(std::int32_t source, const Fetch& action) {
  // Such an answer is older than any stream. Once one may be live, it is nothing to build on.
  if (action.form || !lines_.empty()) return false;
  std::string headers;
  for (const auto& [name, value] : action.headers) headers += name + ": " + value + '\n';
  if (!page::take_early(last_early_ + 1, action.url, headers)) return false;
  early_.emplace(++last_early_, Key{source, action.request});
  return true;
}

void Network::on_early_answer(std::int32_t ticket, int status, std::string_view headers,
                              std::string_view body) {
  const auto it = early_.find(ticket);
  if (it == early_.end()) return;  // cancelled
  const auto [source, request] = it->second;
  early_.erase(it);
  HttpAnswer answer;
  answer.status = status;
  answer.body = body;
  read_headers(headers, answer);
  engine_.on_answer(source, request, answer, now());
}

void Network::fetch(std::int32_t source, const Fetch& action) {
  if (is_asked_already(source, action)) return;
  auto request = std::make_unique<Request>();
  request->network = this;
  request->key = {source, action.request};

  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  std::strcpy(attributes.requestMethod, action.form ? "POST" : "GET");
  attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY;
  attributes.timeoutMSecs = kTimeoutMs;
  attributes.onsuccess = FetchEvents::on_done;
  attributes.onerror = FetchEvents::on_done;
  attributes.userData = request.get();
  for (const auto& [name, value] : action.headers) {
    request->header_texts.push_back(name);
    request->header_texts.push_back(value);
  }
  if (action.form) {
    request->header_texts.emplace_back("Content-Type");
    request->header_texts.emplace_back("application/x-www-form-urlencoded");
    request->body = *action.form;
    attributes.requestData = request->body.data();
    attributes.requestDataSize = request->body.size();
  }
  for (const std::string& text : request->header_texts) request->headers.push_back(text.c_str());
  request->headers.push_back(nullptr);
  attributes.requestHeaders = request->headers.data();
  request->fetch = emscripten_fetch(&attributes, action.url.c_str());
  Request* pending = request.release();  // on_done frees it
  requests_[pending->key] = pending;
}

void Network::cancel_fetch(std::int32_t source, const CancelFetch& action) {
  std::erase_if(early_, [&](const auto& early) {
    return early.second == Key{source, action.request};
  });
  const auto it = requests_.find({source, action.request});
  if (it == requests_.end()) return;
  emscripten_fetch_t* fetch = it->second->fetch;
  const std::unique_ptr<Request> request = FetchEvents::release(fetch);
  requests_.erase(it);
  emscripten_fetch_close(fetch);
}

}  // namespace scoreline::platform
