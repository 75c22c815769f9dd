// SMTP by libcurl (the other file that knows it is outbound.cpp).
#include "access/mail_out.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

#include "access/curl_handle.h"
#include "base/result.h"

namespace authority {
namespace {

using Verdict = Delivery::Verdict;

constexpr long mail_whole_millis = 15'000;
constexpr std::size_t longest_reply = 1'000;

// One letter on its way: what is left of its text, and what the server last said.
struct Passage {
  std::string_view left;
  std::string last_reply;
};

std::size_t give_bytes(char* into, std::size_t size, std::size_t count, void* passage) {
  std::string_view& left = static_cast<Passage*>(passage)->left;
  const std::size_t given = std::min(size * count, left.size());
  std::copy_n(left.data(), given, into);
  left.remove_prefix(given);
  return given;
}

// A line that the server said. 221 is its goodbye and says nothing of the letter.
std::size_t take_reply(char* bytes, std::size_t size, std::size_t count, void* passage) {
  const std::string_view line(bytes, size * count);
  if (!line.starts_with("221"))
    static_cast<Passage*>(passage)->last_reply = line.substr(0, longest_reply);
  return size * count;
}

class CurlMail : public MailOut {
 public:
  explicit CurlMail(MailSettings settings) : settings_(std::move(settings)) {
    ENSURE(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
  }
  const MailSettings& settings() const override { return settings_; }

  Delivery send(const Letter& letter) override {
    if (!is_mail_address(letter.to))
      return {Verdict::elsewhere, "This is no address of mail."};
    const std::unique_ptr<CURL, CurlFree> handle(curl_easy_init());
    const std::string to = "<" + letter.to + ">";
    const std::unique_ptr<curl_slist, CurlFree> recipients(
        curl_slist_append(nullptr, to.c_str()));
    if (handle == nullptr || recipients == nullptr)
      return {Verdict::not_now, "There is no memory to send with."};
    const std::string text = letter_text(settings_, letter);
    Passage passage{text, {}};
    std::array<char, CURL_ERROR_SIZE> trouble{};
    set_server(handle.get());
    set_secrecy(handle.get());
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, trouble.data());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, give_bytes);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &passage);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, take_reply);
    curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &passage);
    const CURLcode said = curl_easy_perform(handle.get());
    return outcome(said, trouble.data(), passage.last_reply);
  }

 private:
  // The last line that the server said tells why it refused; without a refusal, libcurl does.
  static Delivery outcome(CURLcode said, std::string_view trouble, const std::string& reply) {
    if (said == CURLE_OK) return {Verdict::taken, tidy_answer(reply)};
    const bool refused = reply.starts_with('4') || reply.starts_with('5');
    const std::string why =
        tidy_answer(refused ? std::string_view(reply)
                            : (trouble.empty() ? std::string_view(curl_easy_strerror(said))
                                               : trouble));
    return {trouble.starts_with("RCPT failed") ? Verdict::elsewhere : Verdict::not_now, why};
  }

  // The path is the name by which we greet: not the machine's own, which is nobody's business.
  void set_server(CURL* handle) {
    const bool at_once = settings_.secrecy == MailSettings::Secrecy::tls;
    const std::string address = (at_once ? "smtps://" : "smtp://") + settings_.server + ":" +
                                std::to_string(settings_.port) + "/" +
                                settings_.from.substr(settings_.from.find('@') + 1);
    const std::string from = "<" + settings_.from + ">";
    curl_easy_setopt(handle, CURLOPT_URL, address.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
    set_common(handle, settings_.network, mail_whole_millis);
    if (settings_.name.empty()) return;
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings_.name.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings_.password.c_str());
  }

  // A server that cannot do TLS gets nothing: going on in the clear would hand it the password.
  void set_secrecy(CURL* handle) {
    const bool wanted = settings_.secrecy != MailSettings::Secrecy::none;
    curl_easy_setopt(handle, CURLOPT_USE_SSL,
                     static_cast<long>(wanted ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (!settings_.authorities.empty())
      curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.authorities.c_str());
  }

  MailSettings settings_;
};

}  // namespace

std::unique_ptr<MailOut> mail_out(MailSettings settings) {
  return std::make_unique<CurlMail>(std::move(settings));
}

}  // namespace authority
