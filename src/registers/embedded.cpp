// The packs that are built into the program; the invented council's are not among those in force.
#include "registers/embedded_packs.h"
#include "registers/packs.h"

namespace registers {

std::vector<PackText> embedded_pack_texts() {
  std::vector<PackText> texts;
  for (const PackFile& file : embedded_packs())
    if (file.path.starts_with("scotland/"))
      texts.push_back({std::string(file.path), std::string(file.bytes)});
  return texts;
}

}  // namespace registers
