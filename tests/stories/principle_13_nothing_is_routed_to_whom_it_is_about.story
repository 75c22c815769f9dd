# Principle 13: a concern that names the Chief Social Work Officer, a deputy or their service goes to the Monitoring Officer, and
# neither of them can read it, find it, count it or be told of it. Every other goes to the office.
cast
at 2026-06-01 21:30

as nobody 7a11
new services concern raise
  risk_now: no
  about_office: no
  concern: The wallcreeper rota leaves one night worker alone with nine.
  name_given: sealed
  name: Una Kerr
  return_mark: 7a11
as ishbel cswo
needs services answer
see services concern: wallcreeper
search services: wallcreeper
as rhona depute_cswo
needs services answer
as catriona monitoring_officer
see services held_by: monitoring_officer
needs nothing services

as nobody 7a22
new office concern raise
  risk_now: no
  about_office: yes
  concern: The firecrest plan was changed after it was signed.
  name_given: none
  return_mark: 7a22
as nobody 7a33
new unsure concern raise
  risk_now: no
  about_office: not_sure
  concern: Somebody reads firecrest letters that are not theirs.
  name_given: none
  return_mark: 7a33
as ishbel cswo
hidden office: firecrest
hidden unsure: firecrest
search nothing: firecrest
needs nothing office
as rhona depute_cswo
hidden office: firecrest
as gordon director
hidden office: firecrest
as admin administrator
hidden office: firecrest
hidden services: wallcreeper
as catriona monitoring_officer
needs office answer
needs unsure answer
search office: firecrest

# Nor does breaking the glass open what may be about whoever breaks it.
as ishbel cswo
new broken emergency_opening open
  about: office
  why: I want to know.
expect mistake about: no record
as catriona monitoring_officer
do office answer
  answer: We look at it this week.
see office state: Answered

# Two people open a name, and nobody is both. What the first took off stands in no page.
new request seal_opening ask
  about: CN-SEALED
  why: The worker asked us to phone.
  first_half: SK-P-2:QUJD
do request open
expect refused: Nobody does this for what they did themselves
as peter section_95_officer
needs request open
do request open
see request state: Opened by two
history request open capacity: section_95_officer
as ishbel cswo
hidden request: worker asked
verify
rebuild
leaves blind
