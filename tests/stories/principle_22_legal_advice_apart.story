# Principle 22: legal advice is a separate part and class, out of every report, search and list of those not entitled.
cast
at 2026-03-09 13:15
as duncan cswo
new close advice give
  question: May the night team close?
  advice: Not before March.
  to: body ijb
  about: services
as neil council_solicitor
new opinion legal_advice hold in close
  text: The board may close it if each assessed need was looked at first.
see opinion text: assessed need
as hamish ijb_member
see close question: night team
hidden opinion: assessed need looked
as ruth auditor
hidden opinion: assessed need looked
report 2025-26 lacks: assessed need
