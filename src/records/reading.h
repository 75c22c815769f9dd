#pragma once
// What a Reader does, one function for each question, each in the file that its comment names.
// reader.cpp joins them to the contract in reader.h, which says what each promises.
#include "records/question.h"

namespace records {

using authority::Caller;

// find.cpp
[[nodiscard]] base::Result<Row> find_record(Moment& moment, std::string_view reference,
                                            const Caller& caller,
                                            std::optional<std::int64_t> as_at);
[[nodiscard]] base::Result<std::vector<Row>> children_of(Moment& moment, std::string_view parent,
                                                         std::string_view register_name,
                                                         const Caller& caller,
                                                         std::optional<std::int64_t> as_at);
[[nodiscard]] base::Result<Reader::Parts> parts_of_record(Moment& moment,
                                                          std::string_view reference,
                                                          const Caller& caller,
                                                          std::optional<std::int64_t> as_at);
// The parts of a record that the caller may read, of all registers, in the order in which they were
// made.
[[nodiscard]] base::Result<std::vector<PartLine>> readable_parts(Moment& moment,
                                                                 std::int64_t record,
                                                                 const Caller& caller);
[[nodiscard]] base::Result<std::vector<Row>> standing_records(Moment& moment,
                                                              std::string_view register_name);
[[nodiscard]] std::string name_of_person(Moment& moment, std::string_view reference);
[[nodiscard]] std::string title_of_record(Moment& moment, std::string_view reference);
[[nodiscard]] std::string secret_holder_of(Moment& moment, std::string_view register_name,
                                           std::string_view field, std::string_view text);
struct DocumentAsked {
  std::string_view reference, field;
  std::optional<std::int64_t> as_at;
};
[[nodiscard]] base::Result<registers::Document> read_document_of(
    Moment& moment, const DocumentAsked& asked, const Caller& caller,
    const std::function<base::Result<void>(std::string_view)>& piece);

// list.cpp, search.cpp
[[nodiscard]] base::Result<ListPage> list_records(Moment& moment, const ListQuestion& question,
                                                  const Caller& caller);
[[nodiscard]] base::Result<ListPage> search_records(Moment& moment, const SearchQuestion& question,
                                                    const Caller& caller);
// How many open records a word stands in, as far as it matters: few_enough_to_lead at most. Of
// restricted ones nothing is asked, so that how long a search takes tells nothing of them.
[[nodiscard]] base::Result<std::int64_t> records_with_word(Moment& moment,
                                                           const std::string& word);
// A place in a list: what it sorts on, and the record's number. The text is opaque to whoever keeps
// it.
struct Cursor {
  std::string key;
  std::int64_t record = 0;
};
[[nodiscard]] std::string cursor_text(const Cursor& cursor);
[[nodiscard]] std::optional<Cursor> read_cursor(std::string_view text);
constexpr std::int64_t most_counted = 1000;  // FORMAT 21: exact so far, then "more than"

// links.cpp
[[nodiscard]] base::Result<Reader::LinkPage> links_to_record(Moment& moment,
                                                             std::string_view reference,
                                                             const Reader::LinkQuestion& question,
                                                             const Caller& caller);

// history.cpp
[[nodiscard]] base::Result<std::vector<HistoryLine>> history_of(Moment& moment,
                                                                std::string_view reference,
                                                                const Caller& caller);
[[nodiscard]] base::Result<std::vector<HistoryLine>> newest_lines(Moment& moment, std::size_t most,
                                                                  const Caller& caller);

// proof.cpp
[[nodiscard]] base::Result<Proof> proof_of(Moment& moment, std::int64_t entry,
                                           const Caller& caller);
[[nodiscard]] std::int64_t entries_in(Moment& moment);
[[nodiscard]] std::int64_t last_entry_before(Moment& moment, base::Instant instant);

// tally.cpp
[[nodiscard]] base::Result<Tally> tally_of(Moment& moment, const Reader::TallyQuestion& question,
                                           const Caller& caller);
[[nodiscard]] base::Result<Reader::TallyPage> tallied_records(Moment& moment,
                                                              const Reader::TallyQuestion& question,
                                                              const Reader::TallyPlace& place,
                                                              const Caller& caller);

// steps.cpp, needs.cpp
[[nodiscard]] base::Result<std::vector<Reader::NextStep>> next_steps_of(Moment& moment,
                                                                        const Row& row,
                                                                        const Caller& caller);
[[nodiscard]] std::vector<const registers::Step*> first_steps_of(Moment& moment,
                                                                 const registers::Register& kind,
                                                                 const Caller& caller);
[[nodiscard]] base::Result<std::vector<Reader::Need>> needs_of(Moment& moment,
                                                               const Caller& caller);
// The relations in which a caller stands to a record, from table `named`.
[[nodiscard]] base::Result<std::vector<std::string>> relations_in(Moment& moment,
                                                                  std::int64_t record,
                                                                  const Caller& caller);

// looks.cpp
[[nodiscard]] base::Result<std::optional<Reader::Kept>> kept_as_of(Moment& moment,
                                                                   std::string_view reference);
[[nodiscard]] base::Result<std::string> named_by_of(Moment& moment, std::string_view reference,
                                                    const Caller& caller);

// stands.cpp
[[nodiscard]] base::Result<std::optional<Stands>> stands_to_record(
    Moment& moment, std::string_view reference, const Caller& caller,
    std::optional<std::int64_t> as_at);

// A condition that fewer rows than this meet may lead a query; counting further would cost more
// than it saves.
inline constexpr std::int64_t few_enough_to_lead = 2000;

}  // namespace records
