#include "sim/model_stats_api.hpp"

#include <algorithm>
#include <cstdlib>

#include "feed/json_text.hpp"

namespace scoreline::sim {
namespace {

std::string clock_text(int seconds) {
  char text[16];
  std::snprintf(text, sizeof text, "\"%02d:%02d\"", seconds / 60 % 100, seconds % 60);
  return text;
}

// `data` as a string that holds JSON: Reverb encodes twice.
std::string frame(std::string_view event, std::string_view channel, std::string_view data) {
  std::string json = R"({"event":")";
  json += event;
  json += R"(","data":)";
  append_json_string(json, data);
  if (!channel.empty()) {
    json += R"(,"channel":")";
    json += channel;
    json += '"';
  }
  json += '}';
  return json;
}

std::string signature(std::string_view socket_id, std::string_view channel) {
  std::string text = "app:signed(";
  text += socket_id;
  text += '|';
  text += channel;
  text += ')';
  return text;
}

constexpr MonoMs kPingInterval = 60'000;

}  // namespace

std::string ModelStatsApi::word_of(MatchStatus status) const {
  switch (status) {
    case MatchStatus::kScheduled:
      return "scheduled";
    case MatchStatus::kInterrupted:
      return "interrupted";
    case MatchStatus::kAbandoned:
      return "abandoned";
    case MatchStatus::kFinished:
      return "finished";
    default:
      return plan_.world.word_in_play;
  }
}

std::string ModelStatsApi::error_frame(int code) {
  return frame("pusher:error", {},
               R"({"code":)" + std::to_string(code) + R"(,"message":"refused"})");
}

void ModelStatsApi::on_open(Link& link) {
  link.channels.clear();
  link.socket_id = std::to_string(dice_.between(1, 1'000'000'000)) + '.' +
                   std::to_string(dice_.between(1, 1'000'000'000));
  if (is_true_now(FaultKind::kHandshakeSilence)) return;
  const bool is_world_refusing = is_refused(RefusalOf::kHandshake);
  if (is_world_refusing || is_true_now(FaultKind::kHandshakeError)) {
    const int code =
        is_world_refusing ? plan_.world.refusal : conditions_.number(FaultKind::kHandshakeError);
    network_->send_down(link, error_frame(code));
    if (code == 4001) network_->close_down(link, 1006);
    return;
  }
  network_->send_down(link,
                      frame("pusher:connection_established", {},
                            R"({"socket_id":")" + link.socket_id + R"(","activity_timeout":30})"));
}

void ModelStatsApi::on_text(Link& link, std::string_view text) {
  const std::string event = part_of(text, R"("event":")", '"');
  if (event == "pusher:ping") {
    network_->send_down(link, R"({"event":"pusher:pong"})");
  } else if (event == "pusher:subscribe") {
    subscribe(link, text);
  } else if (event == "pusher:unsubscribe") {
    link.channels.erase(part_of(text, R"("channel":")", '"'));
  }
}

void ModelStatsApi::subscribe(Link& link, std::string_view text) {
  if (is_true_now(FaultKind::kSubscribeSilence)) return;
  const std::string channel = part_of(text, R"("channel":")", '"');
  if (part_of(text, R"("auth":")", '"') != signature(link.socket_id, channel)) {
    network_->send_down(link, error_frame(4009));
    return;
  }
  link.channels.insert(channel);
  network_->send_down(link, frame("pusher_internal:subscription_succeeded", channel, "{}"));
}

void ModelStatsApi::tick() {
  for (auto& [socket, link] : network_->links()) {
    if (!link.is_up || link.channels.empty()) continue;
    if (queue_.now() - link.heard_at < kPingInterval) continue;
    if (link.is_pinged) {
      network_->send_down(link, error_frame(4201));
      network_->close_down(link, 1006);
    } else {
      link.is_pinged = true;
      network_->send_down(link, R"({"event":"pusher:ping"})");
    }
  }
}

void ModelStatsApi::publish(std::size_t index, std::size_t version_index) {
  const TruthMatch& match = plan_.matches[index];
  const Version& version = match.versions[version_index];
  if (is_dead(index)) return;
  std::string data = "{";
  std::string event = "status.changed";
  append_member(data, "match_id", match.id);
  append_member(data, "home_score", std::to_string(version.home));
  append_member(data, "away_score", std::to_string(version.away));
  append_member(data, "status", '"' + word_of(version.status) + '"');
  if (version.step == Step::kStatus) {
    append_member(data, "competition_id", match.league);
    append_member(data, "previous_status", '"' + word_of(version.status_before) + '"');
  } else {
    event = "event.received";
    append_member(data, "current_period", std::to_string(version.period));
    append_member(data, "current_clock", clock_text(version.clock));
    append_member(data, "event",
                  R"({"id":)" + std::to_string(version.play) + R"(,"type":"2pt_made","x":null})");
  }
  data += '}';
  const std::string own = "private-match." + match.id;
  const std::string competition = "private-competition." + match.league;
  for (auto& [socket, link] : network_->links()) {
    for (const std::string& channel : link.channels) {
      const bool tells = channel == own || channel == "private-games" ||
                         (channel == competition && version.step == Step::kStatus);
      if (!tells || is_muted()) continue;
      const std::string text = frame(event, channel, data);
      tell(link, index, version_index, text);
      if (!is_true_now(FaultKind::kDuplicate)) continue;
      network_->send_down(link, text);
      // Numbered ones may come again late.
      if (version.step == Step::kStatus) continue;
      queue_.in(dice_.between(1'000, 20'000), [this, id = link.socket, text] {
        network_->send_down(network_->links()[id], text);
      });
    }
  }
}

std::string ModelStatsApi::row(std::size_t index, const Version& version) const {
  const TruthMatch& match = plan_.matches[index];
  const bool is_lost_now = is_lost(index);
  const bool is_unreadable = is_lost_now && plan_.world.lost_how == LostHow::kUnreadable;
  const bool is_other = is_lost_now && plan_.world.lost_how == LostHow::kOtherId;
  const bool is_before = version.status == MatchStatus::kScheduled;
  const bool has_no_score = is_before && match.has_null_score;
  std::string json = "{";
  append_member(json, "id", is_other ? std::string("987654") : match.id);
  append_member(json, "competition_id", match.league);
  append_member(json, "home_team", R"({"id":1,"name":"Home"})");
  append_member(json, "away_team", R"({"id":2,"name":"Away"})");
  append_member(json, "home_score",
                is_unreadable  ? R"("")"
                : has_no_score ? "null"
                               : std::to_string(version.home));
  append_member(json, "away_score", has_no_score ? "null" : std::to_string(version.away));
  append_member(json, "status", '"' + word_of(version.status) + '"');
  if (!is_before) {
    append_member(json, "current_period", std::to_string(version.period));
    append_member(json, "current_clock", clock_text(version.clock));
  }
  append_member(json, "scheduled_at", '"' + server_time(match.kickoff - kServerEpoch) + '"');
  if (plan_.has_updated_at) append_member(json, "updated_at", '"' + server_time(version.at) + '"');
  json += '}';
  return json;
}

std::string ModelStatsApi::plays(const TruthMatch& match, std::size_t until) {
  std::string list;
  for (std::size_t i = 1; i <= until; ++i) {
    if (match.versions[i].step == Step::kStatus) continue;
    if (!list.empty()) list += ',';
    list += R"({"id":)" + std::to_string(match.versions[i].play) + R"(,"type":"2pt_made"})";
  }
  return R"({"data":[)" + list + "]}";
}

HttpAnswer ModelStatsApi::authorise(std::string_view socket_id, std::string_view channel) {
  HttpAnswer answer;
  if (is_refused(RefusalOf::kRest) || is_refused(RefusalOf::kAuthorisation)) {
    answer.status = plan_.world.refusal;
    return answer;
  }
  if (is_refused(RefusalOf::kSignature)) {
    answer.status = 200;
    answer.body = R"({"auth":"app:forged"})";
    return answer;
  }
  const bool is_trouble = is_true_now(FaultKind::kAuthTrouble);
  if (is_trouble || is_true_now(FaultKind::kAuthRefused)) {
    const int number =
        conditions_.number(is_trouble ? FaultKind::kAuthTrouble : FaultKind::kAuthRefused);
    answer.status = number >= 100 || number == 0 ? number : 200;
    if (number == 429) answer.retry_after_s = 7;
    if (number == 1) answer.body = "<html>";
    if (number == 2) answer.body = "{}";
    if (number == 3) answer.body = R"({"auth":"app:forged"})";
    return answer;
  }
  answer.status = 200;
  answer.body = R"({"auth":")" + signature(socket_id, channel) + R"("})";
  return answer;
}

Served ModelStatsApi::answer_well(const HttpRequest& request, MonoMs when) {
  Served served;
  served.http.status = 200;
  if (request.is_post) {
    served.http = authorise(part_of(request.form, "socket_id=", '&'),
                            part_of(request.form, "channel_name=", '&'));
    return served;
  }
  const bool is_about_plays = request.url.ends_with("/play-by-play");
  const std::string id = part_of(request.url, "/matches/", is_about_plays ? '/' : '?');
  if (!id.empty()) {
    const auto index = match_of(id);
    if (!index) {
      served.http.status = 404;
      return served;
    }
    if (is_lost(*index) && plan_.world.lost_how == LostHow::kNoRow) {
      served.http.status = plan_.world.lost_status;
      return served;
    }
    const TruthMatch& match = plan_.matches[*index];
    const std::size_t version = match.index_at(when);
    if (is_about_plays) {
      served.http.body = plays(match, version);
      return served;
    }
    served.http.body = R"({"data":)" + row(*index, match.versions[version]) + '}';
    served.told.emplace_back(*index, version);
    return served;
  }
  const std::string competition = part_of(request.url, "/competitions/", '/');
  if (competition.empty()) {
    served.http.body = R"({"data":[{"id":4},{"id":5}]})";
    return served;
  }
  const std::string page_text = part_of(request.url, "page=", '&');
  const std::size_t page =
      page_text.empty() ? 1 : static_cast<std::size_t>(std::atoi(page_text.c_str()));
  std::string rows;
  std::size_t count = 0;
  for (std::size_t i = 0; i < plan_.matches.size(); ++i) {
    const TruthMatch& match = plan_.matches[i];
    if (match.league != competition) continue;
    if (is_lost(i) && plan_.world.leaves_list) continue;
    const std::size_t place = count++;
    if (place / plan_.page_size + 1 != page) continue;
    const std::size_t version = match.index_at(when);
    if (!rows.empty()) rows += ',';
    rows += row(i, match.versions[version]);
    served.told.emplace_back(i, version);
  }
  const std::size_t pages = (count + plan_.page_size - 1) / plan_.page_size;
  served.http.body = R"({"data":{"current_page":)" + std::to_string(page) + R"(,"last_page":)" +
                     std::to_string(std::max<std::size_t>(pages, 1)) + R"(,"data":[)" + rows +
                     "]}}";
  return served;
}

std::string ModelStatsApi::garbage_for(const Link& link) {
  // Before the handshake is done some of these would be the handshake.
  if (link.channels.empty()) return "{";
  const std::string& id = plan_.matches[dice_.index(plan_.matches.size())].id;
  const std::string forged = R"({"match_id":)" + id +
                             R"(,"home_score":77,"away_score":66,"status":"in_progress",)" +
                             R"("event":{"id":999999}})";
  static const std::vector<std::string> kFrames = {
      "",
      "{",
      "null",
      "42",
      "\xff\xfe\x80",
      R"({"event":5})",
      R"({"event":"event.received","channel":"private-games","data":"{"})",
      R"({"event":"event.received","channel":"private-games"})",
      R"({"event":"event.received","data":"{}"})",
      R"({"event":"pusher:error","data":"text"})",
      R"({"event":"pusher:connection_established","data":"{\"socket_id\":\"7.7\"}"})",
      R"({"event":"pusher_internal:subscription_succeeded","channel":"private-match.0"})",
  };
  switch (dice_.small(0, 9)) {
    case 0:
      return frame("event.received", "private-match.unheard-of", forged);
    case 1: {
      const std::string own = "private-match." + id;
      if (!link.channels.empty() && link.channels.begin()->starts_with("private-match.") &&
          *link.channels.begin() != own) {
        return frame("event.received", *link.channels.begin(), forged);
      }
      return frame("event.received", "private-match.0", forged);
    }
    case 2:
      return std::string(20'000, '{');
    default:
      return dice_.one_of(kFrames);
  }
}

std::string ModelStatsApi::noise_for(const Link& link) {
  if (link.channels.empty()) return {};
  const std::string& channel = *std::next(
      link.channels.begin(), static_cast<std::ptrdiff_t>(world_dice_.index(link.channels.size())));
  const std::string own = part_of(channel, "private-match.", ' ');
  const std::size_t index =
      own.empty() ? world_dice_.index(plan_.matches.size()) : match_of(own).value_or(0);
  const std::string head = R"({"match_id":)" + plan_.matches[index].id;
  switch (world_dice_.small(0, 5)) {
    case 0:
      return frame("shot.clock", channel, head + R"(,"seconds":24})");
    case 1:
      return frame("status.changed", channel,
                   head + R"(,"home_score":"x","away_score":"y","status":5})");
    case 2:
      return frame("event.received", channel, head + R"(,"home_score":1})");
    case 3:
      return frame("heartbeat", channel, "{}");
    case 4:
      return std::string("\x80\x81", 2);
    default:
      if (channel != "private-games") return frame("viewers", channel, R"({"count":7})");
      return frame("status.changed", channel,
                   R"({"match_id":777777,"competition_id":9,"status":"in_progress",)"
                   R"("previous_status":"scheduled","home_score":7,"away_score":6})");
  }
}

std::string ModelStatsApi::unknown_for(const Link& link) {
  if (link.channels.empty()) return R"({"event":"pusher:news","data":"{}"})";
  return frame("shot.clock", *link.channels.begin(), R"({"match_id":100,"home_score":77})");
}

}  // namespace scoreline::sim
