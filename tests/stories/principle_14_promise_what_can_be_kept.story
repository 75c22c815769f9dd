# Principle 14: what is sealed is sealed before it is recorded, the entry names nobody, and the return code alone leads back.
cast
at 2026-06-01 22:10

as nobody c0de1
new told concern raise
  risk_now: no
  about_office: no
  concern: Visits are written up that were not made.
  name_given: sealed
  name: Una Kerr, brambling ward
  return_mark: c0de1
as ishbel cswo
see told concern: not made
history told raise capacity: return_code
history told raise grant: the sender is sealed, or holds only a return code
# The word that was sealed is found by nobody; the control is a word that was not.
search nothing: brambling
search told: visits
as catriona monitoring_officer
search nothing: brambling
as admin administrator
search nothing: visits

# A name that was not sealed is not recorded, whoever asks.
as nobody c0de2
new plain concern raise
  risk_now: no
  about_office: no
  concern: The door is not locked at night.
  name_given: none
  return_mark: c0de2
do plain add
  added: It was open again.
# Another code adds nothing, nor does it make a record that bears this one; and no code lets anybody answer.
as nobody c0de9
do plain add
  added: I guessed.
expect missing
new forged concern raise
  risk_now: no
  about_office: no
  concern: It bears another’s code.
  name_given: none
  return_mark: c0de2
expect missing
as nobody c0de2
do plain answer
  answer: I am not entitled to this.
expect refused: not open without a name
as ishbel cswo
see plain added: open again
see plain state: To be answered
verify
rebuild
leaves blind
report 2026-27 lacks: oncern
