#pragma once
// sign_in.toml in a store's folder: how people sign in to that council. Read when the store is
// opened (app/held_store.cpp) and looked at by `plumbline doctor`; docs/OPERATING.md explains each
// key.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "access/sign_in_settings.h"
#include "base/result.h"
#include "registers/packs.h"

namespace app {

// What holds where the file says nothing: a real store asks for a second factor.
enum class StoreKind { real, demonstration };

struct ReadSignIn {
  authority::SignInSettings settings;
  std::string secret_file;  // the provider's, relative to the folder; "" when none is named
  std::vector<registers::PackFault> faults;
};
[[nodiscard]] ReadSignIn read_sign_in(std::string_view text, const std::string& file,
                                      StoreKind kind);

// The settings of a folder; the usual ones without a file.
// Errors: invalid, with every fault of the file; refused, when others may read the secret.
[[nodiscard]] base::Result<authority::SignInSettings> sign_in_settings(
    const std::filesystem::path& folder, StoreKind kind);

// Whether each group proposes a capacity that a group may propose. Errors: invalid, with the group.
[[nodiscard]] base::Result<void> groups_fit(const authority::SignInSettings& settings,
                                            const registers::Packs& packs);

}  // namespace app
