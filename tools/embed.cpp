// Turns files into C++ source with their bytes, for the build alone (cmake/assets.cmake).
//   embed assets OUT.cpp NAME=FILE …   fonts and icons first: the stylesheets' url("NAME") is made
//   to point at the
//                                      hashed name of a file given before it
//   embed packs OUT.cpp FOLDER         every file below FOLDER, sorted by path, but not .md
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/compress.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/result.h"

namespace {

namespace fs = std::filesystem;

struct Embedded {
  std::string name, hashed_name, type, bytes, gzip;
};

// A string literal of any bytes. Octal escapes have three digits, so the next character cannot join
// one.
std::string literal(std::string_view bytes) {
  constexpr std::string_view plain_marks = " !#$%&'()*+,-./:;<=>@[]^_`{|}~";
  std::string out = "\"";
  std::size_t column = 0;
  for (const char c : bytes) {
    if (++column == 4000) {
      out += "\"\n\"";
      column = 0;
    }
    const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (word || plain_marks.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '\\';
    out += static_cast<char>('0' + (byte >> 6));
    out += static_cast<char>('0' + ((byte >> 3) & 7));
    out += static_cast<char>('0' + (byte & 7));
  }
  out += '"';
  return out;
}

// A view with its length, since the bytes may hold NUL.
std::string view(std::string_view bytes) {
  return "std::string_view(" + literal(bytes) + ", " + std::to_string(bytes.size()) + "u)";
}

std::string type_of(const fs::path& file) {
  const std::map<std::string, std::string> types = {{".css", "text/css; charset=utf-8"},
                                                    {".js", "text/javascript; charset=utf-8"},
                                                    {".svg", "image/svg+xml"},
                                                    {".woff2", "font/woff2"},
                                                    {".png", "image/png"},
                                                    {".md", "text/plain; charset=utf-8"},
                                                    {".txt", "text/plain; charset=utf-8"}};
  const auto found = types.find(file.extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string hashed_name(const std::string& name, std::string_view bytes) {
  const base::Hash hash = base::sha256(bytes);
  const std::string mark = base::hex(base::bytes_of(hash)).substr(0, 8);
  const fs::path path(name);
  return path.stem().string() + "." + mark + path.extension().string();
}

// url("NAME") becomes url("NAME.HASH.EXT"). Errors: invalid, when the stylesheet names a file not
// given before it.
base::Result<std::string> with_hashed_urls(std::string css, const std::vector<Embedded>& before) {
  constexpr std::string_view open = "url(\"";
  for (std::size_t at = css.find(open); at != std::string::npos; at = css.find(open, at)) {
    at += open.size();
    const std::size_t end = css.find('"', at);
    const std::string name = css.substr(at, end - at);
    if (name.starts_with("data:") || name.starts_with("#")) continue;
    const auto found = std::find_if(before.begin(), before.end(),
                                    [&](const Embedded& file) { return file.name == name; });
    if (found == before.end()) {
      return base::Failure{base::ErrorKind::invalid,
                           "A stylesheet names a file that is not embedded", name};
    }
    css.replace(at, end - at, found->hashed_name);
  }
  return css;
}

base::Result<Embedded> embedded(const std::string& argument, const std::vector<Embedded>& before) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos) {
    return base::Failure{base::ErrorKind::invalid, "Expected NAME=FILE", argument};
  }
  Embedded file;
  file.name = argument.substr(0, equals);
  file.bytes = TRY(base::read_file(argument.substr(equals + 1)));
  file.type = type_of(file.name);
  if (file.type.starts_with("text/css")) {
    file.bytes = TRY(with_hashed_urls(std::move(file.bytes), before));
  }
  file.hashed_name = hashed_name(file.name, file.bytes);
  file.gzip = base::gzip(file.bytes, 9);
  if (file.gzip.size() >= file.bytes.size()) file.gzip.clear();
  return file;
}

base::Result<std::string> assets_source(const std::vector<std::string>& arguments) {
  std::vector<Embedded> files;
  for (const std::string& argument : arguments) {
    files.push_back(TRY(embedded(argument, files)));
  }
  std::string out =
      "// Made by tools/embed.cpp. Not for reading.\n#include \"web/assets.h\"\n\n"
      "namespace web {\nnamespace {\nconstexpr Asset all[] = {\n";
  for (const Embedded& file : files) {
    out += "{" + view(file.name) + ",\n" + view(file.hashed_name) + ",\n" + view(file.type) +
           ",\n" + view(file.bytes) + ",\n" + view(file.gzip) + "},\n";
  }
  out += "};\n}\nstd::span<const Asset> assets() { return all; }\n}\n";
  return out;
}

base::Result<std::string> packs_source(const fs::path& folder) {
  std::map<std::string, std::string> files;  // sorted by path
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.path().extension() == ".md" || name.starts_with(".")) {
      continue;
    }
    files[fs::relative(entry.path(), folder).generic_string()] = TRY(base::read_file(entry.path()));
  }
  std::string out =
      "// Made by tools/embed.cpp. Not for reading.\n#include \"registers/embedded_packs.h\"\n\n"
      "namespace registers {\nnamespace {\n";
  if (files.empty()) {
    return out + "}\nstd::span<const PackFile> embedded_packs() { return {}; }\n}\n";
  }
  out += "constexpr PackFile all[] = {\n";
  for (const auto& [path, bytes] : files) {
    out += "{" + view(path) + ",\n" + view(bytes) + "},\n";
  }
  out += "};\n}\nstd::span<const PackFile> embedded_packs() { return all; }\n}\n";
  return out;
}

base::Result<void> run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3) {
    return base::Failure{base::ErrorKind::invalid, "Usage: embed assets|packs OUT.cpp …"};
  }
  const std::vector<std::string> rest(arguments.begin() + 2, arguments.end());
  std::string source;
  if (arguments[0] == "assets") {
    source = TRY(assets_source(rest));
  } else {
    source = TRY(packs_source(rest[0]));
  }
  return base::write_file(arguments[1], source, base::FileMode::readable);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  const base::Result<void> done = run(arguments);
  if (done) return 0;
  std::fprintf(stderr, "embed: %s\n", base::to_text(done.error()).c_str());
  return 1;
}
