# Row O1: an appointment whose last day passes by itself cannot be refused. Those who may record a vacancy are told four weeks ahead, and every day.
cast
at 2026-06-01 09:00
as moira chief_executive
do rhona/depute_cswo end
  to: 2026-06-02
new short appointment propose
  holder: callum
  capacity: cswo
  from: 2026-06-01
  to: 2026-08-31
as catriona monitoring_officer
do short confirm
do ishbel/cswo end
  to: 2026-06-30
lacks nothing vacancy
at 2026-08-03 09:00
lacks nothing vacancy
at 2026-08-04 09:00
lacks vacancy: On Tuesday 1 September 2026 nobody holds the office
as callum head_of_adults
lacks nothing vacancy
at 2026-09-01 00:30
clock
as moira chief_executive
see short state: Ended
lacks vacancy: Today nobody holds the office
as catriona monitoring_officer
lacks vacancy: Today nobody holds the office
as agnes elected_member
lacks nothing vacancy
as catriona monitoring_officer
new empty vacancy record
  why: The appointment for the summer ended.
  from: 2026-09-01
  covered: yes
  cover: rhona
  minute: Council minute AC 2026/41
  told: Leader of the council
lacks nothing vacancy
needs empty fill
do empty withdraw
  mistake: A successor had been appointed.
lacks vacancy: Today nobody holds the office
verify
