#include "base/text.h"
#include "registers/kinds/kinds.h"

namespace registers::kinds {
namespace {

constexpr std::string_view how_to_write_time = "Enter the time of day, like 4:10pm or 16:10";

struct ClockTime {
  int hour = 0;
  int minute = 0;
};

// 4pm, 4:10pm, 4.10 pm, 16:10, 1610.
std::optional<ClockTime> clock_from(std::string_view typed) {
  std::string text = base::lower_ascii(base::trimmed(typed));
  enum class Half { none, morning, afternoon } half = Half::none;
  if (text.size() > 2 && (text.ends_with("am") || text.ends_with("pm"))) {
    half = text.ends_with("am") ? Half::morning : Half::afternoon;
    text = base::trimmed(std::string_view(text).substr(0, text.size() - 2));
  }
  const std::size_t mark = text.find_first_of(":.");
  std::string hours = text.substr(0, mark);
  std::string minutes = mark == std::string::npos ? "0" : text.substr(mark + 1);
  if (mark == std::string::npos && half == Half::none) {
    if (text.size() != 4) return std::nullopt;
    hours = text.substr(0, 2);
    minutes = text.substr(2);
  }
  const auto hour = base::whole_number(hours);
  const auto minute = base::whole_number(minutes);
  if (!hour || !minute || *minute < 0 || *minute > 59 || *hour < 0 || *hour > 23)
    return std::nullopt;
  if (half != Half::none && (*hour < 1 || *hour > 12)) return std::nullopt;
  ClockTime time{static_cast<int>(*hour), static_cast<int>(*minute)};
  if (half == Half::morning && time.hour == 12) time.hour = 0;
  if (half == Half::afternoon && time.hour != 12) time.hour += 12;
  return time;
}

}  // namespace

Read read_time(std::string_view typed) {
  if (const auto whole = base::instant_from_iso(base::trimmed(typed)))
    return {Value::time(*whole), ""};
  const std::size_t cut = typed.rfind('\n');
  if (cut == std::string_view::npos) return slip("Enter the date and the time of day");
  const Read day = read_date(typed.substr(0, cut));
  if (!day.value) return day;
  const std::optional<ClockTime> clock = clock_from(typed.substr(cut + 1));
  if (!clock) return slip(std::string(how_to_write_time));
  const base::LondonTime wall{*day.value->date(), clock->hour, clock->minute, 0};
  return {Value::time(base::from_london(wall)), ""};
}

std::string typed_time(const Value& value) {
  const std::optional<base::Instant> instant = value.time();
  if (!instant) return "";
  const base::LondonTime wall = base::london(*instant);
  const auto two = [](int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return typed_date(Value::date(wall.date)) + "\n" + two(wall.hour) + ":" + two(wall.minute);
}

}  // namespace registers::kinds
