// What stands in a letter. Nothing here knows a record, so nothing of one can come out of it.
#include <algorithm>
#include <array>
#include <cstdio>

#include "access/mail_out.h"

namespace authority {
namespace {

constexpr std::int64_t letter_second = 1'000'000, letter_day = 86'400 * letter_second;
constexpr std::size_t longest_answer_line = 300, longest_address = 200;

// Source: RFC 5322, section 3.3. In UTC, so that it says nothing of a place.
std::string letter_date(base::Instant at) {
  constexpr std::array<const char*, 7> days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const base::Date date = base::date_from_day_number(at.micros / letter_day);
  const int left = static_cast<int>(at.micros % letter_day / letter_second);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                days[static_cast<std::size_t>(base::weekday(date))], date.day,
                months[static_cast<std::size_t>(date.month - 1)], date.year, left / 3600,
                left / 60 % 60, left % 60);
  return text.data();
}

bool is_printable(char c) { return c > ' ' && c < 0x7f; }

std::string words_of(const MailSettings& settings, Letter::Kind kind) {
  if (kind == Letter::Kind::trial)
    return "This is a trial from Plumbline. Mail goes out.\r\n\r\n" + settings.link + "/\r\n";
  return "Something needs you. Plumbline says what, once you have signed in:\r\n\r\n" +
         settings.link +
         "/\r\n\r\n"
         "This mail says no more on purpose. It is the same whatever it is about.\r\n"
         "Nobody reads what is sent back to this address.\r\n";
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.size() > longest_address) return false;
  const std::string_view host = text.substr(at + 1);
  const bool sound = std::all_of(text.begin(), text.end(), [](char c) {
    return is_printable(c) && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
  const bool named = host == "localhost" ||
                     (host.find('.') != std::string_view::npos && host.front() != '.' &&
                      host.back() != '.');
  return sound && named && host.find('@') == std::string_view::npos;
}

std::string letter_text(const MailSettings& settings, const Letter& letter) {
  const bool trial = letter.kind == Letter::Kind::trial;
  const std::string host = settings.from.substr(settings.from.find('@') + 1);
  return "Date: " + letter_date(letter.at) + "\r\nFrom: Plumbline <" + settings.from +
         ">\r\nTo: <" + letter.to + ">\r\nSubject: " +
         (trial ? "A trial from Plumbline" : "Something needs you") + "\r\nMessage-ID: <" +
         letter.id + "@" + host +
         ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n"
         "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n\r\n" +
         words_of(settings, letter.kind);
}

std::string tidy_answer(std::string_view said) {
  std::string tidy;
  for (const char c : said.substr(0, longest_answer_line)) {
    if (is_printable(c)) {
      tidy += c;
    } else if (!tidy.empty() && tidy.back() != ' ') {
      tidy += ' ';
    }
  }
  if (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
  return tidy;
}

}  // namespace authority
