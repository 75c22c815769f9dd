# Principle 29: the assistant prepares, files and reminds; they never give, decide or sign, and see what is restricted only where named.
cast
at 2026-02-02 10:00
as duncan cswo
new lift advice give
  question: May the foxglove lift wait until spring?
  advice: No.
  to: post director
  about: services
new child advice give
  question: May the primrose child go home?
  advice: Not yet.
  to: post head_of_children
  about: one_person
  case_reference: CS-40418
as jamie assistant
see lift question: foxglove
hidden child: primrose
next lift lacks withdraw
next lift lacks decide
next lift lacks add
new own advice give
  question: May the lift wait?
  advice: No.
  to: post director
  about: services
expect refused: not open to you as Assistant
