# An appointment whose last day has passed is ended by the clock, and gives no capacity from that day on.
cast
at 2026-05-03 16:00
clock
as duncan cswo
new last advice give
  question: May the night team close?
  advice: Not before the summer.
  to: post director
  about: services
at 2026-05-04 09:00
clock
as ishbel cswo
see last state: Given
verify
