#pragma once
// Reads a multipart/form-data body as it arrives: text parts into memory within a bound, file parts
// into temporary files that only we can read. Used by server.cpp and by the fuzzer. Source: RFC
// 7578, RFC 2046 5.1.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "http/request.h"

namespace http {

struct MultipartLimits {
  std::uint64_t text_bytes = 1u << 20;  // all text parts together
  std::size_t files = 20;
  std::filesystem::path folder;  // where uploads wait; must exist
};

class MultipartReader {
 public:
  // `boundary` as the Content-Type gives it. `random` names the files; it must outlive the reader.
  MultipartReader(std::string_view boundary, MultipartLimits limits, base::Random& random);
  // Takes away the files that nobody took over.
  ~MultipartReader();
  MultipartReader(const MultipartReader&) = delete;
  MultipartReader& operator=(const MultipartReader&) = delete;

  // The next bytes of the body. Errors: invalid for what is not multipart or over a limit;
  // unavailable when a file cannot be written. After an error the reader is of no more use.
  [[nodiscard]] base::Result<void> take(std::string_view bytes);
  // After the last byte. Moves fields and uploads into the request, which owns the files from then
  // on.
  [[nodiscard]] base::Result<void> finish(Request& request);

 private:
  enum class State { before, headers, body, after };
  [[nodiscard]] base::Result<bool> step();
  [[nodiscard]] base::Result<bool> step_after_boundary();
  [[nodiscard]] base::Result<bool> step_headers();
  [[nodiscard]] base::Result<bool> step_body();
  [[nodiscard]] base::Result<void> begin_part(std::string_view headers);
  [[nodiscard]] base::Result<void> begin_file();
  [[nodiscard]] base::Result<void> add_to_part(std::string_view bytes);
  [[nodiscard]] base::Result<void> end_part();

  std::string delimiter_;  // CR LF -- boundary
  MultipartLimits limits_;
  base::Random& random_;
  State state_ = State::before;
  bool at_boundary_ = false;  // just past a delimiter, before its line end
  std::string waiting_;       // bytes not yet understood
  bool part_is_file_ = false;
  NameValue field_;
  Upload upload_;
  std::ofstream file_;
  std::uint64_t text_bytes_ = 0;
  std::vector<NameValue> fields_;
  std::vector<Upload> uploads_;
};

// The temporary files of a request, when its answer has been given.
void remove_uploads(Request& request);

}  // namespace http
