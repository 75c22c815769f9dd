# Risks of the demonstration council: raised, rated, accepted until a day, reviewed. What must be refused is tried on the way.

# A professional risk that arises from advice. The director accepts it, with a reason and a day; the day passes.
at 2026-02-12 09:20
as ishbel head_of_children
new weekends risk raise
  risk: An urgent decision at the weekend waits for one worker
  at_risk: professional
  about: services
  why: Two urgent decisions fell within the same hour on eleven weekends last year. Somebody would wait who cannot.
  accountable: post director
  inherent_likelihood: likely
  inherent_impact: severe
  controls: A second worker is on call from home and answers within thirty minutes, counted each week.
  residual_likelihood: possible
  residual_impact: severe
  treatment: Fill the two empty posts.
  owner: post head_of_adults
  treated_by: 2026-09-01
  arises_from: nights
see weekends inherent: very_high
see weekends residual: high
see weekends effect: lower
next weekends lacks accept
as gordon director
needs weekends accept
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  review_on: 2026-06-01
expect mistake accepted_until: Enter the last day
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  accepted_until: 2026-02-01
  review_on: 2026-02-01
expect mistake accepted_until: not in the past
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  accepted_until: 2026-08-31
expect mistake review_on: looked at again
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  accepted_until: 2026-08-31
  review_on: 2026-10-01
expect mistake review_on: not after
do weekends accept
  accepted_until: 2026-08-31
  review_on: 2026-06-01
expect mistake accepted_why: Enter why
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  accepted_until: 2026-08-31
  review_on: 2026-06-01
  accepted_by: post chief_executive
expect mistake accepted_by: what you decide yourself
as callum head_of_adults
do weekends accept
  accepted_why: It will do.
  accepted_until: 2026-08-31
  review_on: 2026-06-01
expect refused: not open to you
as duncan cswo
next weekends lacks accept
do weekends accept
  accepted_why: It will do.
  accepted_until: 2026-08-31
  review_on: 2026-06-01
expect refused: not open to you
at 2026-02-12 10:05
as gordon director
do weekends accept
  accepted_why: The second worker on call is enough until the posts are filled.
  accepted_until: 2026-08-31
  review_on: 2026-06-01
see weekends state: Accepted
see weekends accepted_by: post director
history weekends accept capacity: director
history weekends accept person: Gordon Abernethy
needs weekends review
next weekends lacks accept
as duncan cswo
needs weekends review

# The other side of the same matter, kept apart: what it would cost.
at 2026-02-13 11:00
as peter section_95_officer
new agency risk raise
  risk: Agency cover for every weekend overspends the budget of the team
  at_risk: budget
  about: services
  why: Two posts are empty. Agency cover for every weekend would cost £96,000 that the budget does not hold.
  accountable: post director
  inherent_likelihood: likely
  inherent_impact: moderate
  residual_likelihood: unlikely
  residual_impact: moderate
  other_side: weekends
expect mistake controls: Say what is in place
new agency risk raise
  risk: Agency cover for every weekend overspends the budget of the team
  at_risk: budget
  about: services
  why: Two posts are empty. Agency cover for every weekend would cost £96,000 that the budget does not hold.
  accountable: post director
  inherent_likelihood: likely
  inherent_impact: moderate
  controls: The second worker is on call from home and not from an agency.
  residual_likelihood: unlikely
  residual_impact: moderate
  other_side: weekends
see agency inherent: high
see agency residual: medium
search agency: agency overspends

# The joint board is accountable: the clerk records its minute, and nobody's own post.
at 2026-10-19 14:00
as ishbel cswo
new alarms risk raise
  risk: The alarm response fails between midnight and 6am
  at_risk: professional
  about: services
  why: It has not been tried at night. An adult would wait alone after a fall.
  accountable: body ijb
  inherent_likelihood: possible
  inherent_impact: major
  residual_likelihood: likely
  residual_impact: severe
  arises_from: kirkbrae
expect mistake effect_why: Say why it is rated higher
new alarms risk raise
  risk: The alarm response fails between midnight and 6am
  at_risk: professional
  about: services
  why: It has not been tried at night. An adult would wait alone after a fall.
  accountable: body ijb
  inherent_likelihood: possible
  inherent_impact: major
  controls: Alarms, and a responder by car.
  residual_likelihood: likely
  residual_impact: severe
  effect_why: While both services run, night staff wait for the alarm before they go. That is slower than either alone.
  treatment: Try it for two weeks while the night team still works, and count every call.
  owner: post chief_officer_ijb
  treated_by: 2027-01-29
  arises_from: kirkbrae
see alarms effect: higher
as elspeth chief_officer_ijb
next alarms lacks accept
at 2026-11-17 09:40
as isla clerk
do alarms accept
  accepted_why: The board accepts it for the two weeks in which both services run.
  accepted_until: 2027-01-29
  review_on: 2027-01-25
  accepted_by: body ijb
expect mistake accepted_by: Give the minute
do alarms accept
  accepted_why: The board accepts it for the two weeks in which both services run.
  accepted_until: 2027-01-29
  review_on: 2027-01-25
  accepted_by: body ijb, minute IJB 2026/47 item 7
see alarms accepted_by: minute IJB 2026/47 item 7

# The day passes. It needs review; the review ends the acceptance, and nothing of it counts for the next.
at 2026-09-01 09:00
clock
as gordon director
see weekends state: Acceptance ran out, needs review
needs weekends review
next weekends lacks accept
at 2026-09-03 15:30
do weekends review
  review_found: more
  review_text: The second worker was called on nineteen weekends. On two of them nobody came within thirty minutes.
see weekends state: Open, not accepted
history weekends review before accepted_until: 2026-08-31
do weekends accept
expect mistake accepted_until: Enter the last day
needs weekends accept

# To rate a risk again ends its acceptance: it was of the risk as it was rated.
at 2026-03-02 10:00
as gordon director
do agency accept
  accepted_why: An overspend of one month can be met from the reserve of the service.
  accepted_until: 2027-03-31
  review_on: 2026-12-01
at 2026-09-14 11:15
as peter section_95_officer
do agency rate
  residual_likelihood: almost_certain
  residual_impact: major
expect mistake effect_why: Say why it is rated higher
do agency rate
  residual_likelihood: likely
  controls: None since August: the second worker now comes from an agency.
see agency state: Open, not accepted
see agency residual: high
see agency effect: same
as gordon director
needs agency accept
at 2026-09-18 09:30
do agency accept
  accepted_why: It can be met until the end of October. Both posts are advertised.
  accepted_until: 2026-10-31
  review_on: 2026-10-23
at 2026-11-02 09:00
clock
see agency state: needs review
needs agency review

# A risk to the way the council is governed, treated and closed.
at 2025-10-06 10:30
as catriona monitoring_officer
new deputies risk raise
  risk: Nobody is appointed to act when the Chief Social Work Officer and the deputy are both away
  at_risk: governance
  about: services
  accountable: post chief_executive
  inherent_likelihood: unlikely
  inherent_impact: major
  controls: Holidays are agreed so that one of the two is always there.
  residual_likelihood: rare
  residual_impact: major
at 2025-11-24 16:00
as moira chief_executive
do deputies treat
  treatment: Agree with a neighbouring council who acts, and put it to the council.
  owner: post monitoring_officer
  treated_by: 2026-01-30
at 2026-02-02 09:10
do deputies close
  closed_why: The council agreed on 29 January that the deputy of Glenorrie Council acts.
see deputies state: Closed
next deputies lacks rate

# Principle 7: a risk to one person is restricted, from the first answer on, and names no one.
at 2026-11-20 15:00
as ishbel cswo
new placement risk raise
  risk: A placement breaks down before the next is ready
  at_risk: professional
  about: one_person
  accountable: post head_of_children
  inherent_likelihood: likely
  inherent_impact: major
  residual_likelihood: likely
  residual_impact: major
expect mistake case_reference: case reference
new placement risk raise
  risk: A placement breaks down before the next is ready
  at_risk: professional
  about: one_person
  case_reference: CS-40502
  accountable: post head_of_children
  inherent_likelihood: likely
  inherent_impact: major
  residual_likelihood: likely
  residual_impact: major
as ishbel head_of_children
needs placement accept
as agnes elected_member
hidden placement: placement breaks
see weekends risk: urgent decision
new remark risk_comment comment in weekends
  comment: How often was the second worker called out in the summer?
see remark comment: second worker called out
search nothing: summer
as ruth auditor
hidden placement: placement breaks
as jamie assistant
new other risk raise
  risk: The assistant raises one
  at_risk: budget
  accountable: post director
  inherent_likelihood: rare
  inherent_impact: slight
  residual_likelihood: rare
  residual_impact: slight
expect refused: not open to you
leaves blind
verify
rebuild
