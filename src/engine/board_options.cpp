#include "engine/board_options.hpp"

#include <algorithm>
#include <string>

#include "feed/fields.hpp"
#include "feed/json.hpp"
#include "feed/percent.hpp"
#include "feed/scorelytics/urls.hpp"
#include "feed/stats_api/channels.hpp"
#include "feed/stats_api/urls.hpp"

namespace scoreline {
namespace {

// More than any plan allows; a page cannot make us open sockets without end.
constexpr std::int64_t kMostSockets = 100;
constexpr std::size_t kMostMatches = 500;

std::string text_of(json::Value value) {
  return std::string(value.string().value_or(std::string_view()));
}

bool is_true(json::Value value) { return value.boolean().value_or(false); }

board::LayoutKind layout_of(std::string_view name) {
  if (name == "nano") return board::LayoutKind::kNano;
  if (name == "card") return board::LayoutKind::kCard;
  if (name == "list") return board::LayoutKind::kList;
  if (name == "ticker") return board::LayoutKind::kTicker;
  return board::LayoutKind::kAuto;
}

scorelytics::ClockUnit clock_unit_of(std::string_view name) {
  if (name == "seconds") return scorelytics::ClockUnit::kSeconds;
  if (name == "minutes") return scorelytics::ClockUnit::kMinutes;
  return scorelytics::ClockUnit::kUndecided;
}

SourceOptions source_of(json::Value json, ProviderKind provider, int board) {
  SourceOptions source;
  source.provider = provider;
  source.rest_base = text_of(json["restUrl"]);
  source.socket_base = text_of(json["wsUrl"]);
  source.upstream = text_of(json["upstream"]);
  source.key = text_of(json["apiKey"]);
  source.page_gives_key = is_true(json["hasCredential"]);
  source.clock_unit = clock_unit_of(any_text(json["clockUnit"]));
  source.max_sockets = static_cast<int>(std::clamp<std::int64_t>(
      json["maxSockets"].integer().value_or(kDefaultMaxSockets), 1, kMostSockets));
  if (provider == ProviderKind::kStatsApi) {
    source.app_key = text_of(json["appKey"]);
    source.auth_url = text_of(json["authUrl"]);
    for (const json::Value header : json["authHeaders"]) {
      source.auth_headers.push_back({std::string(header.name()), text_of(header)});
    }
    source.page_authorises = is_true(json["hasAuthorize"]);
    source.page_maps = is_true(json["hasMapMatch"]);
  }
  if (source.page_gives_key || source.page_authorises || source.page_maps) source.owner = board;
  return source;
}

std::optional<ProviderKind> provider_of(std::string_view name) {
  if (name == "scorelytics") return ProviderKind::kScorelytics;
  if (name == "stats-api") return ProviderKind::kStatsApi;
  if (name == "gateway") return ProviderKind::kGateway;
  return std::nullopt;
}

std::vector<Subject> subjects_of(json::Value json, bool is_stats_api) {
  const Sport sport = is_stats_api ? Sport::kUnknown  // its paths do not name one
                                   : sport_from_name(any_text(json["sport"]));
  std::vector<Subject> subjects;
  const auto add = [&](SubjectKind kind, std::string id) {
    const Subject subject{kind, sport, std::move(id)};
    if (std::find(subjects.begin(), subjects.end(), subject) == subjects.end() &&
        subjects.size() < kMostMatches) {
      subjects.push_back(subject);
    }
  };
  for (const json::Value id : json["matches"]) {
    if (const auto text = id.string(); text && !text->empty()) {
      add(SubjectKind::kMatch, std::string(*text));
    }
  }
  if (is_true(json["live"])) add(SubjectKind::kLive, {});
  const std::string_view list = is_stats_api ? "competition" : "league";
  if (const std::string id = text_of(json[list]); !id.empty()) {
    add(is_stats_api ? SubjectKind::kCompetition : SubjectKind::kLeague, id);
  }
  return subjects;
}

void read_colour(json::Value json, board::Colour& colour) {
  if (const auto value = json.integer(); value && *value >= 0 && *value <= 0xffffffffLL) {
    colour = static_cast<board::Colour>(*value);
  }
}

// Letters, digits and '-': enough for any header that anyone sends, and never more than a name.
bool is_header_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool can_be_sent(const SourceOptions& source) {
  return is_header_text(source.key) && is_header_text(source.app_key) &&
         std::all_of(source.auth_headers.begin(), source.auth_headers.end(),
                     [](const auto& header) {
                       return is_header_name(header.first) && is_header_text(header.second);
                     });
}

float number_within(json::Value json, float otherwise, float low, float high) {
  const std::optional<double> value = json.number();
  if (!value) return otherwise;
  // Clamped before it is made smaller: beyond a float's range the conversion is undefined.
  return static_cast<float>(
      std::clamp(*value, static_cast<double>(low), static_cast<double>(high)));
}

}  // namespace

std::optional<BoardOptions> board_options_from_json(std::string_view json, int board) {
  const Result<json::Document> document = json::Document::parse(json);
  if (!document) return std::nullopt;
  const json::Value root = document->root();
  const std::string_view name = any_text(root["provider"]);
  const std::optional<ProviderKind> provider = provider_of(name);
  if (!provider) return std::nullopt;
  const std::string_view upstream =
      *provider == ProviderKind::kGateway ? any_text(root["upstream"]) : name;
  BoardOptions options{
      .source = source_of(root, *provider, board),
      .subjects = subjects_of(root, upstream == "stats-api"),
      .layout = layout_of(any_text(root["layout"])),
  };
  const auto leads_elsewhere = [](const Subject& subject) { return is_dot_segment(subject.id); };
  if (options.subjects.empty() || !can_be_sent(options.source) ||
      std::any_of(options.subjects.begin(), options.subjects.end(), leads_elsewhere)) {
    return std::nullopt;
  }
  return options;
}

board::Look look_from_json(std::string_view json) {
  board::Look look;
  const Result<json::Document> document = json::Document::parse(json);
  if (!document) return look;
  const json::Value root = document->root();
  const json::Value colours = root["colours"];
  read_colour(colours["foreground"], look.colours.foreground);
  read_colour(colours["muted"], look.colours.muted);
  read_colour(colours["accent"], look.colours.accent);
  read_colour(colours["live"], look.colours.live);
  read_colour(colours["warning"], look.colours.warning);
  read_colour(colours["border"], look.colours.border);
  look.font = static_cast<int>(root["font"].integer().value_or(0));
  look.font_size_css = number_within(root["fontSize"], look.font_size_css, 6, 96);
  look.right_to_left = is_true(root["isRightToLeft"]);
  look.reduced_motion = is_true(root["reducedMotion"]);
  return look;
}

}  // namespace scoreline
