#pragma once
// Letters, for the tests of readers: some about one person, with a privileged part (opinions), due
// dates, a reader named by person and a step that the law takes away. Beside the small pack's own.
#include <string>
#include <vector>

#include "records/small_store_for_test.h"

namespace records::testing {

std::vector<registers::PackText> reader_pack_texts();

// A store of that pack with its people: a chief, an officer, a clerk and an administrator.
class LetterStore : public SmallStore {
 public:
  LetterStore();
  // A letter by the chief to the officer's post; `more` wins over what it says otherwise.
  Receipt send(const std::string& subject, registers::Values more = {});
  std::unique_ptr<Reader> reader();
  // The subjects on a page, in its order, parted by commas.
  static std::string subjects(const std::vector<Row>& rows);
  std::string listed(const ListQuestion& question, const authority::Caller& caller);

  authority::Caller clerk, administrator, second_officer;
};

}  // namespace records::testing
