# Row S9: what is restricted is for named people; breaking the glass has a reason, an hour and a notice.
cast
at 2026-02-02 10:00
as duncan cswo
new child advice give
  question: May the primrose child go home?
  advice: Not yet.
  to: post head_of_children
  about: one_person
  case_reference: CS-40418
  + advice_risk name
    risk: Nobody is there at weekends
as callum head_of_adults
hidden child: primrose
as gordon director
hidden child: primrose
# Somebody who needs to know is named, with the reason, until a day.
as duncan cswo
new list named_reader name
  about: child
  reader: callum
  why: Covers for children's services this week.
  until: 2026-02-04
as callum head_of_adults
see child question: primrose
next child lacks withdraw
as gordon director
hidden child: primrose
hidden list: Covers
at 2026-02-04 23:59
as callum head_of_adults
see child question: primrose
at 2026-02-05 00:00
hidden child: primrose
# Named again, and ended before the day.
as duncan cswo
new again named_reader name
  about: child
  reader: callum
  why: Covers again.
as callum head_of_adults
see child question: primrose
as duncan cswo
do again end
  ended_why: The cover is over.
as callum head_of_adults
hidden child: primrose
# Breaking the glass: a reason, one hour, and it is told to somebody else.
at 2026-02-06 22:00
as gordon director
new glass emergency_opening open
  about: child
expect mistake why: Enter why it cannot wait
new wrong emergency_opening open
  about: AD-ZZZZZZ
  why: The police ask tonight.
expect mistake about: There is no record with this reference
new glass emergency_opening open
  about: child
  why: The police ask tonight.
see child question: primrose
as callum head_of_adults
hidden glass: police
hidden child: primrose
as agnes elected_member
hidden glass: police
as duncan cswo
needs glass look
see glass why: The police ask tonight.
as catriona monitoring_officer
needs glass look
hidden child: primrose
as gordon director
next glass lacks look
needs nothing glass
at 2026-02-06 22:59
see child question: primrose
at 2026-02-06 23:00
hidden child: primrose
as duncan cswo
do glass look
  view: right
see glass state: Looked at
as gordon director
hidden child: primrose
# What the office opens itself is told to the other, and nobody looks at their own.
at 2026-02-07 21:00
as rhona depute_cswo
new own emergency_opening open
  about: child
  why: I must know of it before I answer the phone.
as catriona monitoring_officer
needs own look
new hers emergency_opening open
  about: child
  why: The court rang.
see child question: primrose
next hers lacks look
needs nothing hers
do hers look
  view: right
expect refused: themselves
as duncan cswo
needs hers look
do hers look
  view: not_sure
  view_why: I was at home and could have been asked.
at 2026-02-07 22:00
as catriona monitoring_officer
hidden child: primrose
leaves blind
rebuild
verify
