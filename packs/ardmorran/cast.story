# The cast of Ardmorran, an invented council. Everybody here is made up. Each capacity of roles.toml has somebody here, or in the
# year's delegations: tests/pages tries every route as each of them.

council Ardmorran Council: S12999901
at 2025-04-01 08:00

person duncan: Duncan Fairlie
  post: Chief Social Work Officer until May 2026
  registration: 2004117
  employer: Ardmorran Council
person ishbel: Ishbel Carnochan
  post: Chief Social Work Officer and Head of Children's Services
  registration: 2011342
  employer: Ardmorran Council
person rhona: Rhona Mackinlay
  post: Service Manager, Adults
  registration: 2009816
  employer: Ardmorran Council
person gordon: Gordon Abernethy
  post: Director of Social Work and Health
  employer: Ardmorran Council
person elspeth: Elspeth Drummond
  post: Chief Officer, Health and Social Care Partnership
  employer: Ardmorran Integration Joint Board
person callum: Callum Strachan
  post: Head of Adult Services
  registration: 2013055
  employer: Ardmorran Council
  reports_to: gordon
person moira: Moira Haldane
  post: Chief Executive
  employer: Ardmorran Council
person peter: Peter Lennox
  post: Head of Finance
  employer: Ardmorran Council
person catriona: Catriona Weir
  post: Monitoring Officer
  employer: Ardmorran Council
person neil: Neil Garrow
  post: Council Solicitor
  employer: Ardmorran Council
person isla: Isla Rennie
  post: Clerk
  employer: Ardmorran Council
person agnes: Agnes Bruntie
  post: Councillor
  employer: Ardmorran Council
person hamish: Hamish Corrie
  post: Member of the integration joint board
  employer: Ardmorran Integration Joint Board
person fiona: Fiona Laidlaw
  post: Principal Social Worker
  registration: 2007733
  employer: Glenorrie Council
person ruth: Ruth Cassidy
  post: Auditor
  employer: Audit body
person jamie: Jamie Orr
  post: Assistant to the Chief Social Work Officer
  employer: Ardmorran Council
person graeme: Graeme Tosh
  post: Head of Justice Services
  registration: 2010458
  employer: Ardmorran Council
person sandra: Sandra Keir
  post: Service Manager, Older People
  employer: Ardmorran Council
person alison: Alison Buchan
  post: Records Manager
  employer: Ardmorran Council
person marion: Marion Laird
  post: Councillor, Convener of the Social Work Committee
  employer: Ardmorran Council
person kirsty: Kirsty Dunbar
  post: Social Worker, Adults
  registration: 2016902
  employer: Ardmorran Council
person stuart: Stuart Geddes
  post: Manager
  employer: Lochside Home Care
person margaret: Margaret Ogilvie
  post: Professional Adviser
  employer: National social work agency

appoint moira chief_executive 2025-04-01
appoint catriona monitoring_officer 2025-04-01
appoint duncan cswo 2025-04-01 2026-05-03
  minute: Council minute AC 2021/14
appoint ishbel head_of_children 2025-04-01
appoint ishbel cswo 2026-05-04
  minute: Council minute AC 2026/22
appoint rhona depute_cswo 2025-04-01
  minute: Council minute AC 2022/31
appoint gordon director 2025-04-01
appoint elspeth chief_officer_ijb 2025-04-01
appoint callum head_of_adults 2025-04-01
appoint peter section_95_officer 2025-04-01
appoint neil council_solicitor 2025-04-01
appoint isla clerk 2025-04-01
appoint agnes elected_member 2025-04-01
appoint hamish ijb_member 2025-04-01
appoint fiona second_reader 2025-04-01
appoint ruth auditor 2025-04-01
appoint jamie assistant 2025-04-01
appoint graeme head_of_justice 2025-04-01
appoint sandra budget_holder 2025-04-01
appoint alison records_manager 2025-04-01
appoint marion convener 2025-04-01
appoint kirsty practitioner 2025-04-01
appoint stuart provider_contact 2025-04-01
appoint margaret national_adviser 2025-04-01

as isla clerk
new council body add
  name: Ardmorran Council
  body_kind: council
new ijb body add
  name: Ardmorran Integration Joint Board
  body_kind: integration_board
new committee body add
  name: Social Work Committee
  body_kind: committee
