# Row O1: the last holder of the office does not leave without a deputy or a recorded vacancy; a day that nobody covers is told on home.
cast
at 2026-06-01 09:00
as moira chief_executive
lacks nothing vacancy
as ishbel cswo
lacks nothing vacancy
# The deputy leaves while the office is held: nothing to refuse.
as moira chief_executive
do rhona/depute_cswo end
  to: 2026-06-02
at 2026-06-03 09:00
clock
# Now nobody would be left.
do ishbel/cswo end
  to: 2026-06-30
expect refused: nobody holds the office of Chief Social Work Officer on Wednesday 1 July 2026
as catriona monitoring_officer
do ishbel/cswo take_away
expect refused: nobody holds the office of Chief Social Work Officer on Wednesday 3 June 2026
# A deputy who begins a day too late is no cover, and one from that day on is.
as moira chief_executive
new late appointment propose
  holder: callum
  capacity: depute_cswo
  from: 2026-07-02
as catriona monitoring_officer
do late confirm
do ishbel/cswo end
  to: 2026-06-30
expect refused: Wednesday 1 July 2026
do ishbel/cswo end
  to: 2026-07-01
see ishbel/cswo state: Ended
lacks nothing vacancy
at 2026-07-02 09:00
lacks vacancy: A deputy’s appointment is in force
as ishbel head_of_children
lacks nothing vacancy
# With nobody else, the deputy leaves only when the vacancy stands.
as moira chief_executive
do late take_away
expect refused: on Thursday 2 July 2026
new empty vacancy record
  why: The holder left for another council.
  from: 2026-07-02
  covered: no
  told: Leader of the council, heads of service
expect mistake nobody: cannot wait
new empty vacancy record
  why: The holder left for another council.
  from: 2026-07-02
  covered: no
  nobody: The council of Glenorrie answers for us, by letter of 1 July.
  told: Leader of the council, heads of service
needs empty fill
lacks nothing vacancy
do late take_away
lacks nothing vacancy
as agnes elected_member
see empty state: Vacant
next empty lacks fill
# It is filled by an appointment, and not by saying so.
as moira chief_executive
do empty fill
  until: 2026-07-05
expect refused: No appointment to Chief Social Work Officer is in force on Monday 6 July 2026
new next appointment propose
  holder: fiona
  capacity: cswo
  from: 2026-07-06
as catriona monitoring_officer
do next confirm
at 2026-07-06 09:00
see empty finding: not recorded as filled
do empty fill
  until: 2026-07-05
see empty state: Filled
lacks nothing vacancy
verify
