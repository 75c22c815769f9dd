#include "web/soundness_line.h"

#include "records/night_look.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using records::NightState;
using How = NightState::How;

// None: nobody tells this visitor.
std::optional<NightState> state_for(const Visit& visit) {
  NightState state = records::night_state(visit.site.store.folder(), visit.now);
  if (!visit.caller || !records::is_told(visit.packs(), visit.who().held.capacity, state))
    return std::nullopt;
  return state;
}

std::string_view word_for(records::NightLook::Found found) {
  using Found = records::NightLook::Found;
  if (found == Found::could_not_look) return "soundness.no_look";
  return found == Found::unsound_tables ? "soundness.tables" : "soundness.log";
}

}  // namespace

Html soundness_warning(const Visit& visit) {
  const auto state = state_for(visit);
  if (!state) return {};
  const std::string when = state->look ? base::long_time(state->look->at) : std::string();
  Html words;
  if (state->how == How::failed) {
    words << "<p><b>" << Text{say("soundness.failed", {when})} << "</b> "
          << Text{say(word_for(state->look->found))} << "</p>\n"
          << html::paragraph(say("soundness.failed_what"));
    return html::grave(words);
  }
  if (state->how != How::old) return {};
  words << "<p><b>"
        << Text{when.empty() ? say("soundness.never") : say("soundness.old", {when})} << "</b> "
        << Text{say("soundness.old_what")} << "</p>\n";
  return html::grave(words);
}

Html soundness_section(const Visit& visit) {
  const auto state = state_for(visit);
  if (!state || (state->how != How::sound && state->how != How::not_yet)) return {};
  Html words;
  words << "<p>";
  if (state->how == How::sound) {
    words << html::state_word(say("soundness.sound"), html::Tone::good) << " "
          << Text{base::long_time(state->look->at)};
  } else {
    words << Text{say("soundness.not_yet")};
  }
  words << "</p>\n";
  return html::side_section(say("soundness.title"), words);
}

}  // namespace web
