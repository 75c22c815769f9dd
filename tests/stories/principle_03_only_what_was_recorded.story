# Principle 3: silence is what was not recorded here, by a day; a decision made in time and recorded late stands beside it.
cast
at 2026-02-02 10:00
as duncan cswo
new rota advice give
  question: Is the holiday rota safe?
  advice: Add one registered worker on each of four nights.
  to: body committee
  about: services
  respond_by: 2026-02-13
at 2026-02-13 23:30
clock
see rota state: Given, not yet answered
at 2026-02-16 09:00
clock
see rota state: Not answered
history rota lapse capacity: clock
history rota lapse happened: February 2026
clock
as isla clerk
do rota decide
  decision: accepted
  decided_by: body committee, minute SW 2026/06
  decided_on: 2026-02-12
  + happened 2026-02-12 11:00
see rota state: Decided as advised
history rota decide happened: Thursday 12 February 2026
history rota lapse capacity: clock
verify
