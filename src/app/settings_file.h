#pragma once
// What the files of settings in a store's folder share (sign_in.toml, mail.toml): they are
// optional, every fault is told at once, and a secret stands in a file of its own that nobody else
// may read.
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registers/pack_table.h"

namespace app {

// The text of a file; none without one. Errors: refused or io, when it is longer than 64 KiB or
// cannot be read.
[[nodiscard]] base::Result<std::optional<std::string>> settings_text(
    const std::filesystem::path& file);

// Gives the file's table to `read` and finishes it: what nobody read is a fault too.
[[nodiscard]] std::vector<registers::PackFault> read_settings(
    std::string_view text, const std::string& file,
    const std::function<void(registers::PackTable&)>& read);

// `what`: whose settings, as in "how mail goes out". Errors: invalid, with every fault.
[[nodiscard]] base::Result<void> all_fit(std::string_view what,
                                         const std::vector<registers::PackFault>& faults);

// The one line of a file of mode 0600. `whose`: "the provider’s secret".
// Errors: refused, when others may read it; io.
[[nodiscard]] base::Result<std::string> secret_line(const std::filesystem::path& file,
                                                    std::string_view whose);

}  // namespace app
