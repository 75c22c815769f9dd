# Principle 17: outside the officers' view there are posts, not people: members cannot look people up, and the report names posts only.
cast
at 2026-02-02 10:00
as duncan cswo
new night advice give
  question: May the van be used at night?
  advice: Yes, by two workers.
  to: post director
  about: services
as gordon director
do night decide
  decision: accepted
as agnes elected_member
see night state: Decided as advised
see night decided_by: post director
hidden gordon: Abernethy
hidden callum: Strachan
search nothing: Abernethy
report 2025-26 lacks: Abernethy
report 2025-26 lacks: Fairlie
as hamish ijb_member
hidden gordon: Abernethy
as duncan cswo
see gordon name: Gordon Abernethy
