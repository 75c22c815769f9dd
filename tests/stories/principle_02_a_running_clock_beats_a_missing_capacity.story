# Principles 1 and 2, rows O4 and O6: a deputy whose appointment ran out yesterday records what cannot wait. Nothing is refused, the breach
# is stated, both times stand, others are told, and somebody else confirms it or puts it right.
cast
person fergus: Fergus Baird
appoint fergus depute_cswo 2025-08-01 2026-02-06
at 2026-02-06 16:00
as fergus depute_cswo
new before advice give
  question: May the respite house take one more guest?
  advice: Yes, for the weekend.
  to: post head_of_adults
  about: services
history before give capacity: depute_cswo
# The last day has passed; the clock ends the appointment in the night.
at 2026-02-07 00:30
clock
at 2026-02-07 21:15
as fergus depute_cswo
new night advice give
  question: May the flat in the close be used tonight?
  advice: Yes, with a worker awake.
  to: post head_of_children
  about: one_person
  case_reference: CS-40771
  + happened 2026-02-07 20:40
see night state: Given
history night give happened: Saturday 7 February 2026, 8:40pm
history night give recorded: Saturday 7 February 2026, 9:15pm
history night give grant: none: to be confirmed, the last day was 2026-02-06
# It is told to those who may confirm it, and not to who did it.
as catriona monitoring_officer
needs night/beside confirm
see night/beside state: Capacity to be confirmed
see night/beside ended: 2026-02-06
as fergus depute_cswo
needs nothing night/beside
# No other step, nothing restricted, and nobody confirms their own.
do before withdraw
  withdrawn_why: No longer wanted.
expect refused: not open to you
as callum head_of_adults
hidden night: close
hidden night/beside: Depute
# On Monday it is confirmed.
at 2026-02-09 09:05
as catriona monitoring_officer
do night/beside confirm
  minute: Letter of 9 February
  why: The letter that renewed the appointment was not sent. Renewals stand in the diary now.
see night/beside state: Confirmed afterwards
needs nothing night/beside
# A capacity that was taken away gives nothing, and a month later nor does one that ran out.
at 2026-03-12 10:00
as fergus depute_cswo
new late advice give
  question: May the night team share a car?
  advice: Yes.
  to: post head_of_adults
  about: services
expect refused: You do not hold
verify
rebuild
