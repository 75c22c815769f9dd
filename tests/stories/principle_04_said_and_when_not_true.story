# Principle 4: a record proves what was said and when, not that it was true; a correction keeps the first version; nothing promises "for ever".
cast
at 2026-02-02 10:00
as duncan cswo
new count advice give
  question: Is the night team large enough?
  advice: No. There were 212 calls.
  to: post director
  about: services
do count correct
  advice: No. There were 221 calls.
  correction: Two figures stood the wrong way round.
see count advice: 221 calls
history count correct before advice: 212 calls
report 2025-26 says: not that it was true
report 2025-26 lacks: for ever
verify
