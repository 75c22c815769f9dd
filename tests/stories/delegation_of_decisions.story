# Row O6: who may take which of the office's decisions, from when to when. Given, accepted, relied upon, withdrawn, lapsed; to nobody's own self.
cast
at 2026-06-01 09:00
as moira chief_executive
new by_chief delegation give
  delegate: callum
  capacity: depute_cswo
  decisions: all
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect refused: The Chief Social Work Officer delegates their own decisions
as ishbel cswo
new own delegation give
  delegate: ishbel
  capacity: specialist_lead
  decisions: adults
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect refused: Nobody delegates to themselves
new board delegation give
  delegate: elspeth
  capacity: depute_cswo
  decisions: all
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect refused: never delegated to an integration authority
new system delegation give
  delegate: admin
  capacity: depute_cswo
  decisions: all
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect refused: keeps the system
new wide delegation give
  delegate: callum
  capacity: specialist_lead
  decisions: all
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect mistake decisions: only a deputy
new vague delegation give
  delegate: callum
  capacity: depute_cswo
  decisions: named
  from: 2026-06-01
  minute: Letter of 1 June 2026
expect mistake named: which decisions
new summer delegation give
  delegate: callum
  capacity: depute_cswo
  decisions: all
  from: 2026-06-01
  to: 2026-06-30
  minute: Letter of 1 June 2026
  limits: Ask first before a child is moved out of Scotland.
next summer lacks accept
# Given is not yet accepted, and gives nothing.
as callum depute_cswo
new early advice give
  question: May the day centre close on Fridays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: You do not hold the capacity
as gordon director
next summer lacks accept
needs nothing summer
as callum head_of_adults
needs summer accept
do summer accept
needs nothing summer
# What is done under it names it: entry 82 is its acceptance.
as callum depute_cswo
new relied advice give
  question: May the day centre close on Fridays?
  advice: Not in winter.
  to: post director
  about: services
history relied give capacity: depute_cswo
history relied give grant: 82
# Withdrawn on the same second: the next act is refused.
at 2026-06-02 10:00
as gordon director
next summer lacks withdraw
as ishbel cswo
do summer withdraw
  why_ended: Back at work earlier than planned.
as callum depute_cswo
new after advice give
  question: May the day centre close on Mondays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: You do not hold the capacity
history relied give grant: 82
see summer state: Withdrawn at once
# One that lapses by the clock gives nothing from the day after.
as ishbel cswo
new week delegation give
  delegate: callum
  capacity: specialist_lead
  decisions: adults
  from: 2026-06-03
  to: 2026-06-09
  minute: Letter of 2 June 2026
as callum head_of_adults
do week accept
as callum specialist_lead
new not_yet advice give
  question: May the day centre close on Mondays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: You do not hold the capacity
at 2026-06-09 23:30
clock
as gordon director
see week state: In force
# Members read posts, not people (principle 17).
as agnes elected_member
hidden week: Letter of 2 June
as gordon director
at 2026-06-10 00:30
clock
see week state: Ended
as callum specialist_lead
new lapsed advice give
  question: May the day centre close on Mondays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: “Give advice” is not open to you as Specialist lead
# Declined, and handed back at once though its last day is far.
as ishbel cswo
new unwanted delegation give
  delegate: rhona
  capacity: specialist_lead
  decisions: justice
  from: 2026-06-10
  minute: Letter of 9 June 2026
new long delegation give
  delegate: callum
  capacity: specialist_lead
  decisions: adults
  from: 2026-06-10
  to: 2027-06-09
  minute: Letter of 9 June 2026
as rhona depute_cswo
do unwanted decline
  why_ended: I have not practised in justice for ten years.
next long lacks accept
as callum head_of_adults
do long accept
do long hand_back
  why_ended: On leave until autumn.
as callum specialist_lead
new back advice give
  question: May the day centre close on Mondays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: “Give advice” is not open to you as Specialist lead
# Whoever holds a delegation does not come to keep the system.
as ishbel cswo
new mixed delegation give
  delegate: callum
  capacity: specialist_lead
  decisions: adults
  from: 2026-07-01
  minute: Letter of 10 June 2026
as moira chief_executive
new keeper appointment propose
  holder: callum
  capacity: administrator
  from: 2026-07-01
expect refused: Whoever keeps the system reads no content
# While nobody holds the office the Chief Executive may delegate.
new vacant vacancy record
  why: The holder left for another council.
  from: 2026-07-01
  covered: yes
  cover: rhona
  minute: Council minute AC 2026/40
  told: Leader of the council
do ishbel/cswo end
  to: 2026-06-30
at 2026-07-01 09:00
clock
new meanwhile delegation give
  delegate: rhona
  capacity: specialist_lead
  decisions: named
  named: Placing a child in secure accommodation, and reviews of it.
  from: 2026-07-01
  minute: Letter of 1 July 2026
# For a month after its last day one that ran out may record what cannot wait; then it gives nothing.
at 2026-07-12 09:00
as callum specialist_lead
new gone advice give
  question: May the day centre close on Mondays?
  advice: Not in winter.
  to: post director
  about: services
expect refused: You do not hold the capacity
verify
