# Principle 8: neither a link nor a comment tells that something restricted exists; and a comment is no part of the record.
cast
at 2026-03-09 13:15
as duncan cswo
new hall advice give
  question: Should the day service move to the new hall?
  advice: Move it once the ramp is finished.
  to: post director
  about: services
new home advice give
  question: Is it safe to go home on the plan proposed?
  advice: Not before a worker is named for each weekend.
  to: post head_of_children
  about: one_person
  case_reference: CS-40417
at 2026-03-09 14:00
as agnes elected_member
new asked advice_comment comment in hall
  comment: Has the ramp been costed by the quernstone firm?
as ishbel head_of_children
new worry advice_comment comment in home
  comment: The weekend rota has a gap that I can fill.
see worry comment: weekend rota
as agnes elected_member
see asked comment: quernstone firm
hidden worry: weekend rota
search nothing: quernstone
hidden home: weekend
as gordon director
see asked comment: quernstone firm
report 2025-26 lacks: quernstone
next asked lacks take_back
as agnes elected_member
next asked has take_back
do asked take_back
see asked state: Withdrawn
verify
rebuild
verify
leaves blind
