#include "app/typed_password.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "base/files.h"
#include "base/text.h"

namespace app {
namespace {

// Asks on the terminal without showing what is typed; reads a plain line when there is no terminal.
std::string asked_quietly(const std::string& question) {
  std::fprintf(stderr, "%s: ", question.c_str());
  termios before{};
  const bool terminal = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fprintf(stderr, "\n");
  }
  return line;
}

}  // namespace

base::Result<std::string> typed_password(const std::filesystem::path& file, std::size_t line,
                                         const std::string& who) {
  if (file.empty()) return asked_quietly("Password for " + who);
  const std::string text = TRY(base::read_file(file, 1u << 16));
  const auto lines = base::split(text, '\n');
  if (line < lines.size()) return std::string(base::trimmed(lines[line]));
  return base::Failure{base::ErrorKind::invalid, "the file has no password for " + who,
                       file.string()};
}

}  // namespace app
