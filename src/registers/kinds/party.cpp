#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {
namespace {

constexpr std::string_view choose_one = "Choose one post, one person, or one or two bodies";

// What the lines name, with a sentence when they name too much.
struct Named {
  Party party;
  std::string sentence;
};

Named named_in(std::string_view typed) {
  Named named;
  for (const std::string_view whole : base::split(typed, '\n')) {
    const std::string_view line = base::trimmed(whole);
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) continue;  // a key with nothing typed beside it
    const std::string_view key = line.substr(0, space);
    const std::string value(base::trimmed(line.substr(space + 1)));
    if (key == "post") named.party.post = value;
    else if (key == "person") named.party.person = value;
    else if (key == "minute") named.party.minute = value;
    else if (key == "body") named.party.bodies.push_back(value);
    else named.sentence = choose_one;
  }
  return named;
}

}  // namespace

Read read_party(std::string_view typed) {
  Named named = named_in(base::tidy_text(typed));
  Party& party = named.party;
  const int count = (party.post.empty() ? 0 : 1) + (party.person.empty() ? 0 : 1) +
                    (party.bodies.empty() ? 0 : 1);
  if (!named.sentence.empty() || count > 1 || party.bodies.size() > 2)
    return slip(std::string(choose_one));
  if (count == 0 && party.minute.empty()) return {Value::party({}), ""};
  if (count == 0) return slip("Choose the body whose minute this is");
  if (party.bodies.size() == 2 && party.bodies[0] == party.bodies[1])
    return slip("Choose two different bodies, or one");
  if (!party.minute.empty() && party.bodies.empty())
    return slip("Give a minute only for the decision of a body");
  if (base::letters(party.minute) > 300) return slip("Shorten the minute to 300 letters");
  return canonical_or(Kind::party, Value::party(party).text(), choose_one);
}

}  // namespace registers::kinds
