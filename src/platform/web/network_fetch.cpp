// REST requests through emscripten/fetch.h.
#include <emscripten/fetch.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connection/answer_headers.hpp"
#include "engine/engine.hpp"
#include "platform/web/network.hpp"
#include "platform/web/page_port.hpp"

namespace scoreline::platform {
namespace {

constexpr unsigned long kTimeoutMs = 10'000;

void read_headers(emscripten_fetch_t* fetch, HttpAnswer& answer) {
  const std::size_t size = emscripten_fetch_get_response_headers_length(fetch);
  if (size == 0) return;
  std::string block(size + 1, '\0');
  emscripten_fetch_get_response_headers(fetch, block.data(), block.size());
  scoreline::read_headers(block, answer);
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
  scoreline::read_headers(headers, answer);
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
