# Principle 15: who is at risk now cannot wait in a queue. It stands at once under what the deputy must do, marked; and one named
# person may open a name at once where its writer agreed, a second being told.
cast
at 2026-06-06 23:40

as nobody d0de1
new urgent concern raise
  risk_now: yes
  about_office: no
  concern: A resident is locked in her room tonight.
  name_given: sealed
  name: Una Kerr
  alone_agreed: yes
  return_mark: d0de1
as rhona depute_cswo
needs urgent answer
see urgent state: somebody is at risk now
as ishbel cswo
needs urgent answer

as catriona monitoring_officer
new opened seal_opening protect
  about: CN-URGENT
  why: The police need a witness tonight.
see opened state: Opened by one, for protection
needs nothing opened
do opened look
  view: right
expect refused: Nobody does this
as peter section_95_officer
needs opened look
new alone seal_opening protect
  about: CN-URGENT
  why: I want to as well.
expect refused: not open to you
do opened look
  view: right
see opened state: looked at

# Agreement is asked for only where somebody is at risk now: otherwise it is not kept.
as nobody d0de2
new later concern raise
  risk_now: no
  about_office: no
  concern: The rota is thin in July.
  name_given: sealed
  name: Una Kerr
  alone_agreed: yes
  return_mark: d0de2
expect mistake alone_agreed: not asked
verify
rebuild
