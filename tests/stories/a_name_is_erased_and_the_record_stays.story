# Row T8, one field: a name typed where it ought not to stand is erased by itself, by two people. The rest of the record stays, and so does every proof.
cast
at 2026-02-02 10:00
appoint rhona depute_cswo 2026-02-01
as duncan cswo
new stairs advice give
  question: May the primrose day centre open again?
  advice: Not before the second lift runs. Agnes Mowberry fell there.
  to: post director
  about: services
  why: Eleven of thirty people use a wheelchair. Mrs Mowberry is one.
new child advice give
  question: May the bluebell child go home?
  advice: Not yet, says Osbert Quendle.
  to: post head_of_children
  about: one_person
  case_reference: CS-40418
search stairs: mowberry
# What is asked for must be there, typed, open, and not be a matter of age.
new bad disposal propose
  words: @stairs @stairs/give
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: is no reference, entry and field
new bad disposal propose
  words: @stairs @stairs/give about
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: is not typed text
new bad disposal propose
  words: @stairs @child/give advice
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: did not say that
new bad disposal propose
  words: @stairs @stairs/give advice
  restricted_ones: no
  basis: period_over
  authority: Schedule line 4
  looked_at: The clerk looked.
expect mistake words: the whole record goes
new bad disposal propose
  words: @child @child/give advice
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: Say that some of them are
new bad disposal propose
  records: @stairs
  words: @stairs @stairs/give advice
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: goes whole
as catriona monitoring_officer
new bad disposal propose
  words: @child @child/give advice
  restricted_ones: yes
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: or it is not open to you
# One person is not enough, and a hold keeps it.
as duncan cswo
new erasure disposal propose
  words: @stairs @stairs/give advice
  restricted_ones: no
  basis: law_asks
  authority: A court's order of 1 February
  looked_at: The clerk and the solicitor looked.
do erasure confirm
expect refused: The person who proposed a disposal does not confirm it
as catriona monitoring_officer
new hold legal_hold hold
  about: stairs
  why: Inquiry 7 of 2026
do erasure confirm
expect refused: is under a legal hold
see stairs advice: Agnes Mowberry
as duncan cswo
do hold lift
  lifted_why: The inquiry is closed.
as catriona monitoring_officer
do erasure confirm
# The words are gone, the rest of the entry stands; what says the name elsewhere is still there.
see stairs question: primrose
see stairs why: Mowberry
search nothing: fell
search stairs: primrose
verify
rebuild
search nothing: fell
see stairs question: primrose
verify
# The same cannot be erased twice, and a later text in the same place is another.
new again disposal propose
  words: @stairs @stairs/give advice
  restricted_ones: no
  basis: law_asks
  authority: A court's order
  looked_at: The clerk looked.
expect mistake words: erased already
# The whole record can still go; verify and rebuild know both.
as duncan cswo
new whole disposal propose
  records: @stairs
  restricted_ones: no
  basis: law_asks
  authority: A court's order of 3 February
  looked_at: The clerk looked.
as catriona monitoring_officer
do whole confirm
hidden stairs: primrose
verify
rebuild
verify
# Restricted ones by the office alone.
as duncan cswo
new quiet disposal propose
  words: @child @child/give advice
  restricted_ones: yes
  basis: law_asks
  authority: The person's right to erasure, agreed on 2 February
  looked_at: The depute looked.
as catriona monitoring_officer
hidden quiet: right
as rhona depute_cswo
do quiet confirm
see child question: bluebell
search nothing: quendle
verify
rebuild
search nothing: quendle
verify
