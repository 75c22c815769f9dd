#include "web/first_steps.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/care_import.h"
#include "records/editions.h"
#include "web/listing.h"
#include "web/words.h"

namespace web {
namespace {

using html::Html;
using html::Text;
using registers::FirstStep;
using registers::Register;

enum class Standing { done, open_to_me, for_others };

// How many records count, as far as the caller may read; none when that cannot be asked.
std::int64_t standing_records(Visit& visit, const FirstStep& first) {
  records::ListQuestion question;
  question.register_name = first.register_name;
  question.most = 1;
  if (!first.state.empty()) question.filters["state"] = first.state;
  std::int64_t count = 0;
  const std::vector<std::string> any{""};
  for (const std::string& value : first.when.always() ? any : first.when.is) {
    if (!first.when.always()) question.filters[first.when.field] = value;
    const auto found = visit.reader->list(question, visit.who());
    if (found) count += found->count;
  }
  return count;
}

bool is_done(Visit& visit, const FirstStep& first) {
  if (!first.set.empty()) {
    const auto editions = records::editions(*visit.reader, first.set);
    return editions && !editions->empty();
  }
  return standing_records(visit, first) >= first.at_least;
}

bool may_take(Visit& visit, const FirstStep& first) {
  if (!first.set.empty()) return exchange::may_import(visit.packs(), visit.who());
  const Register* kind = visit.packs().find(first.register_name);
  if (kind == nullptr) return false;
  const auto steps = visit.reader->first_steps(*kind, visit.who());
  return std::any_of(steps.begin(), steps.end(), [&](const registers::Step* step) {
    return step->name == first.step;
  });
}

std::string href_of(const FirstStep& first) {
  return first.set.empty() ? "/new/" + first.register_name + "/" + first.step
                           : std::string("/services/import");
}

Html line_of(const FirstStep& first, Standing standing) {
  Html out;
  if (standing == Standing::open_to_me) {
    out << html::link_to(first.title, href_of(first));
  } else {
    out << Text{first.title};
  }
  if (standing == Standing::done)
    out << " " << html::state_word(say("first.done"), html::Tone::good);
  out << "<br><span class=\"quiet\">"
      << Text{standing == Standing::for_others ? first.others : first.why} << "</span>";
  return out;
}

}  // namespace

Html first_steps(Visit& visit) {
  if (visit.site.store.facts().demonstration) return {};
  std::vector<Html> items;
  std::size_t left_to_me = 0, done = 0;
  for (const FirstStep& first : visit.packs().first_steps) {
    Standing standing = Standing::for_others;
    if (is_done(visit, first)) {
      standing = Standing::done;
      ++done;
    } else if (may_take(visit, first)) {
      standing = Standing::open_to_me;
      ++left_to_me;
    }
    items.push_back(line_of(first, standing));
  }
  if (left_to_me == 0) return {};
  Html out;
  out << html::heading2(say("first.title"), "first-steps") << "<p>"
      << Text{say("first.lead", {std::to_string(done), std::to_string(items.size())})} << "</p>\n"
      << html::plain_list(items);
  return out;
}

}  // namespace web
