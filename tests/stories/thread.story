# The thread: advice, a decision otherwise, who answers for it, and the count in the year's report (rows V1, V2, O4, R1, T1).
cast
at 2026-01-12 09:30
as duncan cswo
new nights advice give
  question: May weekends be covered by one registered worker?
  advice: No. Two registered workers are needed.
  to: post director
  about: services
  respond_by: 2026-01-30
  + advice_risk name
    risk: An urgent decision waits
as gordon director
needs nights decide
next nights has decide
do nights decide
  decision: overridden
expect mistake reasons: Enter why
do nights decide
  decision: overridden
  decision_text: One worker from 1 March.
  reasons: The budget does not hold a second.
  look_again_on: 2026-09-01
  + advice_risk answer 1
    answer: A second worker is on call.
see nights state: Decided otherwise than advised
see nights decided_by: post director
history nights decide capacity: director
history nights decide person: Gordon Abernethy
history nights give capacity: cswo
history nights answer after answer: A second worker is on call.
needs nights review
report 2025-26 says: Decided otherwise than advised
search nights: registered weekends
search nothing: giraffe
leaves blind
verify
rebuild
see nights state: Decided otherwise than advised
