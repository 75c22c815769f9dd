# Principle 7: until somebody says that it is about services, advice is restricted: the safe side.
cast
at 2026-03-09 13:15
as duncan cswo
new unsaid advice give
  question: May one placement be looked at again?
  advice: Yes, this month.
  to: post director
as agnes elected_member
hidden unsaid: placement looked
as gordon director
see unsaid advice: Yes, this month.
