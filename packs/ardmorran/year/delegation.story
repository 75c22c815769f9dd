# Delegations of the demonstration council: who may take which decisions of the office, and within which limits.

# The holder of the office comes from children's services, and has not practised with adults lately.
at 2026-05-12 09:10
as ishbel cswo
new for_adults delegation give
  delegate: rhona
  capacity: specialist_lead
  decisions: adults
  from: 2026-05-12
  limits: Asks first where an adult would be moved out of Ardmorran, and tells the Chief Social Work Officer of every guardianship within a week.
expect mistake minute: Enter the minute
new for_adults delegation give
  delegate: rhona
  capacity: specialist_lead
  decisions: adults
  from: 2026-05-12
  minute: Letter of 11 May 2026
  limits: Asks first where an adult would be moved out of Ardmorran, and tells the Chief Social Work Officer of every guardianship within a week.
as rhona depute_cswo
needs for_adults accept
do for_adults accept
history for_adults accept person: Rhona Mackinlay
as gordon director
see for_adults state: In force

# A week away in July, that the deputy does not cover alone.
at 2026-07-02 16:30
as ishbel cswo
new july delegation give
  delegate: callum
  capacity: depute_cswo
  decisions: named
  named: Secure accommodation, and the urgent transfer of a child.
  from: 2026-07-06
  to: 2026-07-12
  minute: Letter of 2 July 2026
as callum head_of_adults
do july accept
at 2026-07-13 00:20
clock
see july state: Ended
