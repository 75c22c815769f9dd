#include "simulation/deeds.h"

#include <fstream>

namespace simulation {

using registers::Value;

std::string Deeds::words(const std::string& about) {
  static const std::vector<std::string> more = {
      "until the ramp is finished", "with two more workers", "for one year and no longer",
      "as the committee was told",  "before the winter",     "at the old hall"};
  std::string text = about;
  for (std::uint64_t count = dice_.below(12); count > 0; --count) text += ", " + dice_.pick(more);
  return text + ".";
}

Deed Deeds::next(const std::vector<std::string>& advices, const base::Date& today) {
  const std::uint64_t kind = dice_.below(100);
  if (advices.empty() || kind < 38) return give(today);
  if (kind < 42) return with_paper();
  if (kind < 50) return forbidden(advices);
  const std::string& reference =
      advices[advices.size() - 1 - dice_.below(std::min<std::size_t>(advices.size(), 12))];
  if (kind < 68) return decide(reference, today);
  return later(reference, today);
}

Deed Deeds::give(const base::Date& today) {
  records::Change change = advice_of(town_.cast().cswo, words("Should it move"),
                                     static_cast<int>(dice_.below(3)), random_);
  records::RecordChange& advice = change.records.front();
  if (dice_.one_in(3)) change.caller = town_.cast().depute;
  if (dice_.one_in(4)) {
    advice.set["about"] = Value::choice("one_person");
    advice.set["case_reference"] = Value::line("CASE " + std::to_string(dice_.below(1000)));
  }
  if (dice_.one_in(2)) {
    advice.set["respond_by"] = Value::date(base::plus_days(today, dice_.between(0, 6)));
  }
  if (dice_.one_in(5)) {
    advice.step = "show";
    advice.set.erase("respond_by");
    for (records::RecordChange& part : change.records) part.set.erase("respond_by");
  }
  const std::string name = advice.step;
  return {name, std::move(change)};
}

Deed Deeds::with_paper() {
  records::Change change = advice_of(town_.cast().cswo, words("Is this paper right"), 0, random_);
  const std::uint64_t size = dice_.below(5) * 17'000;  // one size, one paper: forms are sent again
  const std::filesystem::path file =
      town_.folder() / ("paper-" + std::to_string(size) + ".txt");
  std::ofstream(file, std::ios::binary) << std::string(size, 'p') << size;
  registers::Document document;
  document.id = std::string(32, '0');
  document.name = "paper.txt";
  document.type = "text/plain";
  document.sha256 = std::string(64, '0');
  change.records.front().set["evidence_file"] = Value::document(document);
  change.records.front().document_files.push_back(file.string());
  return {"paper", std::move(change)};
}

Deed Deeds::by_cswo(const std::string& step, const std::string& reference, Values set) {
  return {step, act_of(town_.cast().cswo, "advice", step, reference, std::move(set), random_)};
}

Deed Deeds::decide(const std::string& reference, const base::Date& today) {
  Values set;
  set["decided_by"] = Value::party({"director", "", {}, ""});
  if (dice_.one_in(3)) {
    set["decision"] = Value::choice("overridden");
    set["decision_text"] = Value::prose(words("It stays"));
    set["reasons"] = Value::prose(words("The budget does not hold it"));
    set["look_again_on"] = Value::date(base::plus_days(today, dice_.between(1, 90)));
  } else {
    set["decision"] = Value::choice("accepted");
  }
  return {"decide",
          act_of(town_.cast().director, "advice", "decide", reference, std::move(set), random_)};
}

Deed Deeds::later(const std::string& reference, const base::Date& today) {
  Values set;
  switch (dice_.below(8)) {
    case 0:
    case 1:
      set["advice"] = Value::prose(words("Wait a little longer"));
      set["correction"] = Value::prose(words("A date was wrong"));
      return by_cswo("correct", reference, std::move(set));
    case 2:
      set["why"] = Value::prose(words("Eleven of thirty use a wheelchair"));
      return by_cswo("add", reference, std::move(set));
    case 3:
      set["withdrawn_why"] = Value::prose(words("The matter fell away"));
      return by_cswo("withdraw", reference, std::move(set));
    case 4:
      set["happened"] = Value::prose(words("It moved in March"));
      return by_cswo("happened", reference, std::move(set));
    case 5:
      set["review_finding"] = Value::choice("both");
      set["review_text"] = Value::prose(words("Both were right in part"));
      return by_cswo("review", reference, std::move(set));
    case 6:
      set["fact_comment"] = Value::prose(words("There are thirty-one people"));
      return {"correct_facts", act_of(town_.cast().director, "advice", "correct_facts", reference,
                                      std::move(set), random_)};
    default:
      set["respond_by"] = Value::date(base::plus_days(today, dice_.between(0, 6)));
      return by_cswo("give_shown", reference, std::move(set));
  }
}

// A head of service who does not advise, a person who holds nothing and says otherwise, an
// administrator who sees no content, one who confirms what they proposed themselves.
Deed Deeds::forbidden(const std::vector<std::string>& advices) {
  const Town::Cast& cast = town_.cast();
  const std::vector<authority::Caller> strangers = {cast.head, cast.nobody,
                                                    cast.first_administrator};
  if (dice_.one_in(2)) {
    return {"forbidden", advice_of(dice_.pick(strangers), words("May I"), 0, random_), true};
  }
  Values set;
  set["advice"] = Value::prose(words("Something else"));
  set["correction"] = Value::prose(words("I would rather"));
  return {"forbidden",
          act_of(dice_.pick(strangers), "advice", "correct", dice_.pick(advices), std::move(set),
                 random_),
          true};
}

records::Change Deeds::altered(records::Change change) {
  registers::Values& set = change.records.front().set;
  for (auto& [name, value] : set) {
    if (value.kind() != registers::Kind::prose) continue;
    value = Value::prose(value.text() + " And one thing more.");
    return change;
  }
  set["why"] = Value::prose("One thing more.");
  return change;
}

}  // namespace simulation
