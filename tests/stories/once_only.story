# FORMAT 10: the same form twice is one act; with other content it asks.
cast
at 2026-02-02 10:00
as duncan cswo
new van advice give
  question: May the van be used at night?
  advice: Yes, by two workers.
  to: post director
  about: services
again
expect repeated
again
  advice: Yes, by one worker.
expect already
verify
