# Principle 19: facts are corrected before advice is given; later facts are added as later; a review may find either side right, and both are counted.
cast
at 2025-05-12 09:45
as duncan cswo
new move advice show
  question: Should the day service move in September?
  advice: Not before the ramp is finished.
  to: post director
  about: services
as gordon director
needs move correct_facts
next move lacks decide
do move correct_facts
  fact_comment: The ramp is due on 20 October.
as duncan cswo
do move give_shown
  advice: Not before the ramp is finished on 20 October.
as gordon director
do move decide
  decision: overridden
  decision_text: Move on 1 September.
  reasons: The lease ends on 31 August.
  constraints: The lease cannot be made longer.
  look_again_on: 2026-01-20
as duncan cswo
do move happened
  happened: The ramp was two weeks late.
history move happened capacity: cswo
as gordon director
do move review
  review_finding: decision_nearer
  review_text: The service stayed open.
see move state: Looked at again
report 2025-26 says: The decision came nearer
