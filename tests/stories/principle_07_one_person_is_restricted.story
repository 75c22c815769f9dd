# Principle 7: advice about one person is restricted from the start, keyed by case reference, counted only.
cast
at 2026-03-09 13:15
as duncan cswo
new home advice give
  question: Is it safe to go home on the plan proposed?
  advice: Not before a worker is named for each weekend.
  to: post head_of_children
  about: one_person
expect mistake case_reference: Enter the case reference
new home advice give
  question: Is it safe to go home on the plan proposed?
  advice: Not before a worker is named for each weekend.
  to: post head_of_children
  about: one_person
  case_reference: CS-40417
see home question: safe to go home
as ishbel head_of_children
see home question: safe to go home
as agnes elected_member
hidden home: weekend plan CS-40417
as gordon director
hidden home: weekend plan CS-40417
as ruth auditor
hidden home: weekend
as admin administrator
hidden home: weekend
as agnes elected_member
report 2025-26 lacks: CS-40417
report 2025-26 lacks: safe to go home
