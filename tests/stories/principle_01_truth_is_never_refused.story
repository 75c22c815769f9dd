# Principle 1: what happened is recorded at the time it happened and the time it was written down; it cannot be changed, only corrected.
cast
at 2026-02-02 10:00
as duncan cswo
new room advice give
  question: May the contact room be used on Sundays?
  advice: Yes, with two workers in the building.
  to: body committee
  about: services
at 2026-02-20 16:00
as isla clerk
do room decide
  decision: overridden
  decision_text: The room stays closed on Sundays.
  reasons: No caretaker can be paid.
  decided_by: body committee, minute SW 2026/05
  decided_on: 2026-02-11
  look_again_on: 2026-08-01
  + happened 2026-02-11 14:00
history room decide happened: Wednesday 11 February 2026, 2:00pm
history room decide recorded: Friday 20 February 2026, 4:00pm
as duncan cswo
do room correct
  advice: Yes, with two workers in the building, one of them registered.
  correction: One word was left out.
history room correct before advice: Yes, with two workers in the building.
history room correct after advice: one of them registered
