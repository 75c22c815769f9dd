# Principle 20 and row O4: the same person in both hats is flagged, says why, and has a real second reader.
cast
at 2026-05-11 10:30
as ishbel cswo
new hats advice give
  question: Should the two houses share one manager?
  advice: No.
  to: post head_of_children
  about: services
at 2026-05-12 10:30
as ishbel head_of_children
do hats decide
  decision: modified
  decision_text: They share one deputy.
  reasons: One post cannot be filled.
expect mistake two_hats_reason: Say why
do hats decide
  decision: modified
  decision_text: They share one deputy.
  reasons: One post cannot be filled.
  two_hats_reason: Nobody else may decide on staffing.
  second_reader: ishbel
expect refused: cannot read it a second time
do hats decide
  decision: modified
  decision_text: They share one deputy.
  reasons: One post cannot be filled.
  two_hats_reason: Nobody else may decide on staffing.
  second_reader: gordon
expect refused: regist
do hats decide
  decision: modified
  decision_text: They share one deputy.
  reasons: One post cannot be filled.
  two_hats_reason: Nobody else may decide on staffing.
  second_reader: fiona
see hats two_hats: yes
see hats finding: Second reading not yet given
history hats give capacity: cswo
history hats decide capacity: head_of_children
as fiona second_reader
needs hats second_read
do hats second_read
  has_read: yes
  second_view: agrees
  second_words: I read both parts.
needs nothing hats
see hats second_words: I read both parts.
as rhona depute_cswo
next hats lacks second_read
