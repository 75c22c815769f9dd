# Principle 18: a body decides by its minute; what law gives to the office cannot be overridden, and the page says why.
cast
at 2026-03-16 11:00
as duncan cswo
new reserved advice give
  question: Should the placement that a hearing authorised be put into effect?
  advice: It should not.
  to: post director
  about: services
  reserved: secure_accommodation
new body advice give
  question: May the team take referrals from schools?
  advice: Yes, for one year.
  to: body committee
  about: services
  respond_by: 2026-04-30
as gordon director
next reserved absent decide: The law gives this decision
do reserved decide
  decision: overridden
  decision_text: It will be put into effect.
  reasons: The order says so.
  look_again_on: 2026-09-01
expect refused: The law gives this decision
next body lacks decide
as isla clerk
do body decide
  decision: accepted
  decided_by: body committee
  decided_on: 2026-03-16
expect mistake decided_by: minute
do body decide
  decision: accepted
  decided_by: body committee, minute SW 2026/18
see body decided_by: minute SW 2026/18
see body state: Decided as advised
