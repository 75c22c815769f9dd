# Principle 8: the leaf of a restricted act is like every other leaf; its reference tells nothing of order.
cast
at 2026-03-09 13:15
as duncan cswo
new open advice give
  question: May the hall be used in June?
  advice: Yes.
  to: post director
  about: services
new closed advice give
  question: May one adult move closer to family?
  advice: Yes, with the support that is planned.
  to: post director
  about: one_person
  case_reference: CS-1
leaves blind
verify
