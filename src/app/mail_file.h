#pragma once
// mail.toml in a store's folder: how that council's mail goes out. Without the file none does. Read
// when the store is opened (app/held_store.cpp) and looked at by `plumbline doctor`;
// docs/OPERATING.md explains each key.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/mail_settings.h"
#include "base/result.h"
#include "registers/packs.h"

namespace app {

struct ReadMail {
  authority::MailSettings settings;
  std::string password_file;  // relative to the folder; "" when none is named
  std::vector<registers::PackFault> faults;
};
// `address`: the council's own, of sign_in.toml; where a mail leads unless the file says otherwise.
[[nodiscard]] ReadMail read_mail(std::string_view text, const std::string& file,
                                 const std::string& address);

// The settings of a folder; none without a file.
// Errors: invalid, with every fault of the file; refused, when others may read the password.
[[nodiscard]] base::Result<std::optional<authority::MailSettings>> mail_settings(
    const std::filesystem::path& folder, const std::string& address);

}  // namespace app
