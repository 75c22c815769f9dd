# Row O4: every act is done in a capacity held that day; nobody gives themselves one; the operator of the server reads nothing.
cast
at 2026-02-02 10:00
as ishbel cswo
new early advice give
  question: May the house take a fourth child?
  advice: No.
  to: post director
  about: services
expect refused: You do not hold the capacity
as gordon director
new wrong advice give
  question: May the house take a fourth child?
  advice: No.
  to: post director
  about: services
expect refused: not open to you as Director
at 2026-05-04 09:00
as ishbel cswo
new now advice give
  question: May the house take a fourth child?
  advice: No.
  to: post director
  about: services
history now give capacity: cswo
as catriona monitoring_officer
new own appointment propose
  holder: catriona
  capacity: cswo
  from: 2026-05-04
expect refused: Nobody proposes their own appointment
as moira chief_executive
new two appointment propose
  holder: callum
  capacity: depute_cswo
  from: 2026-05-05
do two confirm
expect refused: does not confirm it
as callum head_of_adults
next two lacks confirm
as catriona monitoring_officer
do two confirm
at 2026-05-05 09:00
as callum depute_cswo
new by_callum advice give
  question: May the house take a fourth child in July?
  advice: No.
  to: post director
  about: services
history by_callum give capacity: depute_cswo
as admin administrator
hidden now: fourth child
