#include "sim/model_scorelytics.hpp"

#include <algorithm>
#include <cstdlib>

namespace scoreline::sim {
namespace {

int code_of(MatchStatus status) { return static_cast<int>(status); }  // the same ten, in order

std::string message(std::string_view type, const std::string& id, const std::string& data) {
  std::string json = R"({"type":")";
  json += type;
  json += R"(","match_id":")" + id + R"(","data":)" + data + '}';
  return json;
}

}  // namespace

bool ModelScorelytics::accept(Link& link) {
  if (is_refused(RefusalOf::kRest)) return false;
  if (!is_key_good(part_of(link.url, "api_key=", '&'))) return false;
  int limit = plan_.server_sockets;
  if (is_true_now(FaultKind::kQuota)) limit = conditions_.number(FaultKind::kQuota);
  if (network_->held_by_server() >= limit) return false;
  link.match = part_of(link.url, "/ws/match/", '?');
  link.is_for_all = link.match.empty();
  return link.is_for_all || match_of(link.match).has_value();
}

void ModelScorelytics::on_open(Link& link) {
  if (link.is_for_all) return;
  const TruthMatch& match = plan_.matches[*match_of(link.match)];
  if (match.at(queue_.now()).status == MatchStatus::kFinished) {
    network_->close_down(link, 1000);
  }
}

void ModelScorelytics::publish(std::size_t index, std::size_t version_index) {
  const TruthMatch& match = plan_.matches[index];
  const Version& version = match.versions[version_index];
  if (is_dead(index)) return;
  std::string text;
  if (version.step == Step::kStatus) {
    text = message("status_change", match.id,
                   "{\"from\":" + std::to_string(code_of(version.status_before)) +
                       ",\"to\":" + std::to_string(code_of(version.status)) + '}');
  } else {
    std::string data = "{";
    append_member(data, "home", std::to_string(version.home));
    append_member(data, "away", std::to_string(version.away));
    if (match.sport == Sport::kFootball) {
      if (dice_.percent(80)) append_member(data, "minute", std::to_string(version.minute));
    } else {
      append_member(data, "period", std::to_string(version.period));
      append_member(data, "game_clock_secs", std::to_string(version.clock));
    }
    text = message("score_update", match.id, data + '}');
  }
  for (auto& [socket, link] : network_->links()) {
    if (!link.is_up || (!link.is_for_all && link.match != match.id)) continue;
    tell(link, index, version_index, text);
    if (is_true_now(FaultKind::kDuplicate)) network_->send_down(link, text);
    if (!link.is_for_all && version.status == MatchStatus::kFinished) {
      network_->close_down(link, 1000);
    }
  }
}

std::string ModelScorelytics::row(std::size_t index, const Version& version) const {
  const TruthMatch& match = plan_.matches[index];
  const bool is_lost_now = is_lost(index);
  const bool is_unreadable = is_lost_now && plan_.world.lost_how == LostHow::kUnreadable;
  const bool is_before = version.status == MatchStatus::kScheduled;
  const bool has_no_score = is_before && match.has_null_score;
  std::string json = "{";
  const bool is_other = is_lost_now && plan_.world.lost_how == LostHow::kOtherId;
  append_member(json, "id", '"' + (is_other ? std::string("another") : match.id) + '"');
  append_member(json, "league_id", '"' + match.league + '"');
  append_member(json, "home_team", "\"Home\"");
  append_member(json, "away_team", "\"Away\"");
  append_member(json, "home_score",
                is_unreadable  ? R"("")"
                : has_no_score ? "null"
                               : std::to_string(version.home));
  append_member(json, "away_score", has_no_score ? "null" : std::to_string(version.away));
  append_member(json, "status_code", std::to_string(code_of(version.status)));
  append_member(json, "period", is_before ? "null" : std::to_string(version.period));
  if (match.sport == Sport::kFootball) {
    append_member(json, "minute", is_before ? "null" : std::to_string(version.minute));
  } else if (!is_before) {
    append_member(json, "game_clock_secs", std::to_string(version.clock));
  }
  append_member(json, "kickoff_ts", std::to_string(match.kickoff / 1000));
  append_member(json, "updated_at", '"' + server_time(version.at) + '"');
  json += '}';
  return json;
}

Served ModelScorelytics::answer_well(const HttpRequest& request, MonoMs when) {
  Served served;
  served.http.status = 200;
  const std::string sport = part_of(request.url, "/v1/", '/');
  const std::string id = part_of(request.url, "/matches/", '?');
  if (!id.empty()) {
    const auto index = match_of(id);
    if (!index || name_of(plan_.matches[*index].sport) != sport) {
      served.http.status = 404;
      return served;
    }
    if (is_lost(*index) && plan_.world.lost_how == LostHow::kNoRow) {
      served.http.status = plan_.world.lost_status;
      return served;
    }
    const TruthMatch& match = plan_.matches[*index];
    const std::size_t version = match.index_at(when);
    served.http.body = row(*index, match.versions[version]);
    served.told.emplace_back(*index, version);
    return served;
  }
  const bool is_live_only = request.url.find("status=live") != std::string::npos;
  const std::string league = part_of(request.url, "league_id=", '&');
  const std::string day = part_of(request.url, "date=", '&');
  const auto after =
      static_cast<std::size_t>(std::atoi(part_of(request.url, "after=", '&').c_str()));
  std::string rows;
  std::size_t count = 0;
  std::size_t next = 0;
  for (std::size_t i = after; i < plan_.matches.size(); ++i) {
    const TruthMatch& match = plan_.matches[i];
    const std::size_t version = match.index_at(when);
    const Version& now = match.versions[version];
    if (name_of(match.sport) != sport) continue;
    if (is_live_only && now.status != MatchStatus::kLive) continue;
    if (!league.empty() && match.league != league) continue;
    if (!day.empty() && !server_time(match.kickoff - kServerEpoch).starts_with(day)) continue;
    if (is_lost(i) && plan_.world.leaves_list) continue;
    if (count == plan_.page_size) {
      next = i;
      break;
    }
    if (++count > 1) rows += ',';
    rows += row(i, now);
    served.told.emplace_back(i, version);
  }
  served.http.body = R"({"data":[)" + rows + R"(],"total":9,"limit":200,"next_cursor":)" +
                     (next > 0 ? std::to_string(next) : std::string("null")) + '}';
  return served;
}

std::string ModelScorelytics::garbage_for(const Link& link) {
  static const std::vector<std::string> kFrames = {
      "",
      "{",
      "null",
      "[1,2",
      "\xff\xfe\x80",
      R"({"type":5})",
      R"({"type":"score_update","match_id":"100","data":null})",
      R"({"type":"score_update","match_id":"100","data":{"home":-77,"away":66}})",
      R"({"type":"score_update","match_id":"100","data":{"home":"77","away":66}})",
      R"({"type":"score_update","match_id":"100","data":{"home":7777,"away":66}})",
      R"({"type":"score_update","match_id":"100","data":{"home":77)",
      R"({"type":"score_update","match_id":"unheard-of","data":{"home":77,"away":66}})",
      R"({"type":"status_change","match_id":"100","data":{"to":"over"}})",
  };
  // Another match's score does not belong on a match's own stream.
  if (!link.is_for_all && dice_.percent(30)) {
    const std::string& other = plan_.matches[dice_.index(plan_.matches.size())].id;
    if (other != link.match) return message("score_update", other, R"({"home":77,"away":66})");
  }
  return dice_.percent(10) ? std::string(20'000, '[') : dice_.one_of(kFrames);
}

std::string ModelScorelytics::noise_for(const Link& link) {
  const std::size_t index =
      link.is_for_all ? world_dice_.index(plan_.matches.size()) : match_of(link.match).value_or(0);
  const TruthMatch& match = plan_.matches[index];
  const Version& now = match.at(queue_.now());
  const std::string home = std::to_string(now.home);
  const std::string away = std::to_string(now.away);
  switch (world_dice_.small(0, 5)) {
    case 0:
      return message("event_added", match.id, R"({"home":)" + home + R"(,"away":)" + away + '}');
    case 1:
      return message("score_update", match.id, R"({"home":"x)" + home + R"(","away":"y"})");
    case 2:
      return message("score_update", match.id, R"({"home":1})");
    case 3:
      return message("heartbeat", match.id, "{}");
    case 4:
      return std::string("\x80\x81", 2);
    default:
      return message("score_update", "somebody-elses", R"({"home":7,"away":6})");
  }
}

std::string ModelScorelytics::unknown_for(const Link&) {
  return message("event_added", plan_.matches.front().id, R"({"home":77,"away":66})");
}

}  // namespace scoreline::sim
