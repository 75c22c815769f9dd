#include "access/guesses.h"

#include "base/text.h"

namespace authority {
namespace {

constexpr std::int64_t window = 5 * 60 * 1'000'000LL;  // BARS S9
constexpr std::int64_t most_tries = 10;
// A whole council may come from one address, and each slip of a form counts too.
constexpr std::size_t most_passing = 30;

}  // namespace

// What was typed as a name may be a password in the wrong box: only a keyed mark of it is kept.
std::string Guesses::mark_of(std::string_view what, std::string_view text) const {
  return base::keyed_mark(top_.guess_key, std::string(what) + "\n" + base::lower_ascii(text));
}

bool Guesses::may_try(std::string_view name, std::string_view address) {
  const std::int64_t since = top_.clock.now().micros - window;
  const std::lock_guard hold(top_.lock);
  const auto few_enough = [&](const std::string& mark) {
    const auto database = top_.opened();
    if (!database) return false;
    const base::Result<std::int64_t> tries = store::query_integer(
        **database, "SELECT count(*) FROM wrong_try WHERE mark = $1 AND tried_at > $2",
        {store::Blob{mark}, since});
    return tries && *tries < most_tries;
  };
  if (!few_enough(mark_of("name", name))) return false;
  return address.empty() || few_enough(mark_of("address", address));
}

void Guesses::note_wrong(std::string_view name, std::string_view address) {
  const std::int64_t now = top_.clock.now().micros;
  const std::lock_guard hold(top_.lock);
  const auto note = [&](const std::string& mark) {
    static_cast<void>(top_.run("INSERT INTO wrong_try (mark, tried_at) VALUES ($1, $2)",
                               {store::Blob{mark}, now}));
  };
  static_cast<void>(top_.run("DELETE FROM wrong_try WHERE tried_at <= $1", {now - window}));
  note(mark_of("name", name));
  if (!address.empty()) note(mark_of("address", address));
}

void Guesses::forget(std::string_view name) {
  const std::string mark = mark_of("name", name);
  const std::lock_guard hold(top_.lock);
  static_cast<void>(top_.run("DELETE FROM wrong_try WHERE mark = $1", {store::Blob{mark}}));
}

// An address in a file would tell who asked, however it is marked, to whoever has the file and its
// key. In memory it is gone after five minutes, or with the program.
bool Guesses::may_pass(std::string_view what, std::string_view address) {
  const std::int64_t now = top_.clock.now().micros;
  const std::string mark = mark_of(what, address);
  const std::lock_guard hold(passing_lock_);
  for (auto one = passed_.begin(); one != passed_.end();) {
    std::erase_if(one->second, [&](std::int64_t at) { return at <= now - window; });
    one = one->second.empty() ? passed_.erase(one) : std::next(one);
  }
  std::vector<std::int64_t>& mine = passed_[mark];
  if (mine.size() >= most_passing) return false;
  mine.push_back(now);
  return true;
}

}  // namespace authority
