# Row T8: a record ends by a rule, on somebody's authority and by two people. A legal hold keeps it. What is left is that entries stood there.
cast
at 2026-02-02 10:00
appoint rhona depute_cswo 2026-02-01
as duncan cswo
new stairs advice give
  question: May the primrose day centre open again?
  advice: Not before the second lift runs.
  to: post director
  about: services
  why: Eleven of thirty people use a wheelchair.
  + advice_risk name
    risk: Somebody waits on the stairs
new child advice give
  question: May the bluebell child go home?
  advice: Not yet.
  to: post head_of_children
  about: one_person
  case_reference: CS-40418
new list named_reader name
  about: child
  reader: gordon
  why: Heron covers this week.
new other advice give
  question: May the foxglove home take two more?
  advice: Yes.
  to: post director
  about: services
  why: There are rooms.
# Its time is not over; what others stand on cannot go at all; nor what is not there.
new early disposal propose
  records: @stairs
  restricted_ones: no
  basis: period_over
  authority: Schedule line 4
  looked_at: The clerk looked.
expect mistake records: is kept until
new people disposal propose
  records: @duncan
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake records: cannot be disposed of
new nothing disposal propose
  records: AD-ZZZZZZ
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake records: There is no record AD-ZZZZZZ
new quiet disposal propose
  records: @child
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake records: Say that some of them are
new named disposal propose
  records: @list
  restricted_ones: yes
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake records: goes with the record that it names
# Who may not read it cannot so much as learn that it is there.
as catriona monitoring_officer
new unseen disposal propose
  records: @child
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake records: or it is not open to you
# One person is not enough.
as duncan cswo
new erasure disposal propose
  records: @stairs
  restricted_ones: no
  basis: law_asks
  authority: A court's order of 1 February
  looked_at: The clerk and the solicitor looked.
do erasure confirm
expect refused: The person who proposed a disposal does not confirm it
# A hold keeps it, until it is lifted.
as catriona monitoring_officer
new hold legal_hold hold
  about: stairs
  why: Inquiry 7 of 2026
do erasure confirm
expect refused: is under a legal hold
as duncan cswo
do hold lift
  lifted_why: The inquiry is closed.
as catriona monitoring_officer
needs erasure confirm
do erasure confirm
hidden stairs: primrose
see other question: foxglove
verify
rebuild
hidden stairs: primrose
verify
as duncan cswo
# Restricted records go with the list of those who need to know.
at 2026-02-03 09:00
new gone disposal propose
  records: @child
  restricted_ones: yes
  basis: law_asks
  authority: The person's right to erasure, agreed on 2 February
  looked_at: The depute looked.
as catriona monitoring_officer
hidden gone: right
as gordon director
see child question: bluebell
as rhona depute_cswo
do gone confirm
hidden child: bluebell
hidden list: Heron
as gordon director
hidden child: bluebell
verify
rebuild
hidden child: bluebell
verify
# And a quarter of a century later the rest may go by the schedule.
at 2051-02-02 10:00
as ishbel cswo
new late disposal propose
  records: @other
  restricted_ones: no
  basis: period_over
  authority: Schedule line 4
  looked_at: The clerk looked.
expect mistake records: is kept until
at 2051-02-03 10:00
new late disposal propose
  records: @other
  restricted_ones: no
  basis: period_over
  authority: Schedule line 4
  looked_at: The clerk looked.
as catriona monitoring_officer
do late confirm
hidden other: foxglove
verify
