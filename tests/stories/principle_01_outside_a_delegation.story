# Principle 1, row O6: a deputy acts within what the delegation names. Outside it the program stops what can wait; what is urgent, or was given
# already, is recorded, marked and told, and then confirmed or put right.
cast
at 2026-06-01 09:00
as ishbel cswo
new adults delegation give
  delegate: callum
  capacity: depute_cswo
  decisions: adults
  from: 2026-06-01
  minute: Letter of 1 June 2026
as callum head_of_adults
do adults accept
# Within it nothing is asked and nothing is told. Which part it is must be said.
as callum depute_cswo
new vague advice give
  question: May the day centre close on Fridays?
  advice: Not in winter.
  to: post director
  about: services
expect mistake area: Choose which part of social work it is about: you act by delegation DG-2026-001, which is for decisions about adults
new within advice give
  question: May the day centre close on Fridays?
  advice: Not in winter.
  to: post director
  about: services
  area: adults
see within state: Given
see within outside_delegation:
history within give capacity: depute_cswo
# Outside it what can wait is refused: new advice, advice shown for fact, and what is done to the advice of somebody else.
new nursery advice give
  question: May the nursery team share a building with the young people's team?
  advice: Yes, with a door of its own.
  to: post head_of_children
  about: services
  area: children
expect refused: You act by delegation DG-2026-001, which is for decisions about adults; this is about children.
new nursery advice show
  question: May the nursery team share a building with the young people's team?
  advice: Yes, with a door of its own.
  to: post head_of_children
  about: services
  area: several
expect refused: this is about more than one part of social work
as ishbel cswo
new school advice give
  question: May the school bus wait at the children's house?
  advice: Yes, out of sight of the road.
  to: post head_of_children
  about: services
  area: children
as callum depute_cswo
do school withdraw
  withdrawn_why: No longer wanted.
expect refused: this is about children
# What cannot wait is recorded, marked, and told.
at 2026-06-06 22:10
new night advice give
  question: May the children's house take one more child tonight?
  advice: Yes, with a second worker awake.
  to: post head_of_children
  about: services
  area: children
  urgent: yes
see night state: Given
see night outside_delegation: Outside delegation DG-2026-001, which is for decisions about adults; this is about children
as catriona monitoring_officer
needs night/beside confirm
see night/beside outside: Outside delegation DG-2026-001
as ishbel cswo
needs night/beside confirm
as callum depute_cswo
needs nothing night/beside
# What was given already is the truth, and is recorded at the time it was given and the time it was written down.
at 2026-06-07 09:30
new phone advice give
  question: May the worker stay with the family until morning?
  advice: Yes.
  to: post head_of_children
  about: services
  area: children
  + happened 2026-06-07 02:15
history phone give happened: Sunday 7 June 2026, 2:15am
see phone/beside state: Capacity to be confirmed
at 2026-06-08 09:05
as ishbel cswo
do night/beside confirm
  minute: Letter of 8 June 2026
  why: Nobody else could be reached. The list of telephone numbers for nights has been put right.
do phone/beside put_right
  why: The family was to be asked first. The manager of the team has been told.
see night/beside state: Confirmed afterwards
needs nothing night/beside
as callum head_of_adults
see night outside_delegation: Outside delegation DG-2026-001
# Decisions that are named in words only people can compare: giving is told each time, and nothing is refused.
as ishbel cswo
new named delegation give
  delegate: rhona
  capacity: specialist_lead
  decisions: named
  named: Secure accommodation.
  from: 2026-06-08
  minute: Letter of 8 June 2026
new other delegation give
  delegate: gordon
  capacity: depute_cswo
  decisions: named
  named: Secure accommodation.
  from: 2026-06-08
  minute: Letter of 8 June 2026
as gordon director
do other accept
as gordon depute_cswo
new secure advice give
  question: May the placement be looked at a week earlier?
  advice: Yes.
  to: post head_of_children
  about: services
  area: children
see secure outside_delegation: By delegation DG-2026-003, which is for decisions named in it
as catriona monitoring_officer
needs secure/beside confirm
# Whoever was appointed depute is held to no part, and all decisions are all.
as rhona depute_cswo
new appointed advice give
  question: May the nursery open at seven?
  advice: Yes.
  to: post head_of_children
  about: services
see appointed outside_delegation:
verify
rebuild
