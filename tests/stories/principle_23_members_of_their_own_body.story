# Principle 23: an IJB member sees what went to that board, a councillor what went to the council; every member of a body sees the same.
cast
at 2026-02-02 09:00
person una: Una Kerr
appoint una convener 2026-02-02
at 2026-02-02 10:00
as duncan cswo
new school advice give
  question: May the school team take referrals from thistlefield?
  advice: Yes, for a year.
  to: body committee
  about: services
new ward advice give
  question: May the harebell ward close at weekends?
  advice: No.
  to: body ijb
  about: services
new lift advice give
  question: May the foxglove lift wait until spring?
  advice: No.
  to: post director
  about: services
new rota advice give
  question: May the bluebell rota be shortened?
  advice: No.
  to: post chief_officer_ijb
  about: services
new child advice give
  question: May the primrose child go home?
  advice: Not yet.
  to: body committee
  about: one_person
  case_reference: CS-40418
as agnes elected_member
see school question: thistlefield
see lift question: foxglove
hidden ward: harebell
hidden rota: bluebell
hidden child: primrose
as una convener
see school question: thistlefield
see lift question: foxglove
hidden ward: harebell
hidden rota: bluebell
hidden child: primrose
as hamish ijb_member
see ward question: harebell
see rota question: bluebell
hidden school: thistlefield
hidden lift: foxglove
hidden child: primrose
as gordon director
see school question: thistlefield
see ward question: harebell
as admin administrator
hidden school: thistlefield
hidden ward: harebell
rebuild
verify
