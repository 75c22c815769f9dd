# A year and a half of dull, plausible records for the demonstration council.
cast

at 2025-04-14 10:20
as duncan cswo
new supervision advice give
  question: Can supervision be every six weeks across the adult teams?
  advice: Keep it at every four weeks. Workers in their first two years need every three.
  to: post head_of_adults
  about: services
  why: Four of the last six audits found decisions that nobody had read a second time. All four were by workers seen less than monthly.
  respond_by: 2025-04-30
  + advice_risk name
    risk: A poor decision stands for weeks before anyone sees it
    likelihood: possible
    harm: serious
  + advice_option put
    option: Every six weeks
    cost: 0
    main_risk: Decisions go unread
    rights_touched: None new
  + advice_option put
    option: Every four weeks (advised)
    cost: 14000
    main_risk: Some meetings are cut short
    rights_touched: None new
at 2025-04-24 15:05
as callum head_of_adults
do supervision decide
  decision: accepted
  decision_text: Supervision stays at every four weeks, three for new workers, and is counted monthly.

at 2025-05-12 09:45
as duncan cswo
new millburn advice show
  question: Should the day service at Millburn move to the new hall in September?
  advice: Move it once the ramp is finished. Until then keep two days a week at Millburn.
  to: post director
  about: services
  why: Nine of thirty people who come use a wheelchair, and the hall has steps.
at 2025-05-13 11:30
as gordon director
do millburn correct_facts
  fact_comment: Eleven people use a wheelchair, not nine. The ramp is due on 20 October.
at 2025-05-14 09:10
as duncan cswo
do millburn give_shown
  why: Eleven of thirty people who come use a wheelchair, and the hall has steps until the ramp is finished on 20 October.
  respond_by: 2025-05-30
at 2025-05-28 16:40
as gordon director
do millburn decide
  decision: modified
  decision_text: Move on 1 September. Keep one day a week at Millburn until the ramp is finished.
  reasons: The lease on the larger rooms ends on 31 August. One day a week can be kept in the small room.
  constraints: The lease cannot be made longer; the owner has let the rooms.
at 2026-01-20 14:00
as duncan cswo
do millburn happened
  happened: The ramp was finished on 3 November, two weeks late. Three people stayed away in those weeks.
at 2026-01-27 10:15
as gordon director
do millburn review
  review_finding: both
  review_text: The move kept the service open. The ramp was late, and three people lost days that two days a week would have kept.

at 2026-01-28 09:30
as duncan cswo
new nights advice give
  question: May the out of hours team run with one registered worker at weekends?
  advice: No. Two registered workers are needed from Friday evening to Monday morning.
  to: post director
  about: services
  why: On eleven weekends last year two urgent decisions fell within the same hour.
  respond_by: 2026-02-13
  + advice_risk name
    risk: A child or an adult waits for a decision that cannot wait
    likelihood: likely
    harm: serious
  + advice_risk name
    risk: The one worker on duty becomes ill and nobody is left
    likelihood: possible
    harm: serious
at 2026-02-10 17:20
as gordon director
do nights decide
  decision: overridden
  decision_text: One registered worker at weekends from 1 March, with a second on call from home.
  reasons: Two posts are empty and agency cover for every weekend would cost £96,000 that the budget does not hold.
  constraints: The council asked every service for four per cent. No money can be moved into the team before April 2027.
  look_again_on: 2026-09-01
  + advice_risk answer 1
    answer: The second worker on call answers within thirty minutes, counted each week.
  + advice_risk answer 2
    answer: The duty manager of the neighbouring council may be called, by letter of 9 February.

at 2026-02-16 10:00
as duncan cswo
new respite advice give
  question: Should the respite contract be renewed without a tender?
  advice: Renew it for six months only, with the new standard written in.
  to: post director
  about: services
  why: The last inspection asked for two improvements that have not been shown.
  respond_by: 2026-02-27
at 2026-03-02 09:00
clock

at 2026-03-09 13:15
as duncan cswo
new jcase advice give
  question: Is it safe for a young person to go home on the plan that is proposed?
  advice: Not yet. The plan needs a named worker for each weekend before the first night at home.
  to: post head_of_children
  about: one_person
  case_reference: CS-40417
  why: The plan leaves two weekends without anyone who knows the family.
  urgent: yes
at 2026-03-10 09:30
as ishbel head_of_children
do jcase decide
  decision: accepted
  decision_text: The first night is put back until a worker is named for each weekend.

at 2026-03-16 11:00
as duncan cswo
new secure advice give
  question: Should a secure placement that a hearing has authorised be put into effect?
  advice: It should not, while the smaller house can keep the young person safe.
  to: post director
  about: one_person
  case_reference: CS-40502
  reserved: secure_accommodation
  urgent: yes

at 2026-03-24 15:40
as duncan cswo
new schools advice give
  question: May the family support team take on referrals from schools?
  advice: Yes, for one year, with two more workers, counting the waiting time each month.
  to: body committee
  about: services
  why: The team is at its limit, and schools see trouble first.
  respond_by: 2026-04-30
at 2026-04-24 12:10
as isla clerk
do schools decide
  decision: accepted
  decision_text: The committee agreed to one year with two more workers.
  decided_by: body committee, minute SW 2026/18
  decided_on: 2026-04-22
  + happened 2026-04-22 14:10

at 2026-05-11 10:30
as ishbel cswo
new hats advice give
  question: Should the two children's houses share one manager?
  advice: No. Each house needs its own registered manager while both care for children with complex needs.
  to: post head_of_children
  about: services
  why: The regulator asks for a manager who is there most days. One person cannot be in two places.
  respond_by: 2026-06-12
at 2026-06-09 09:50
as ishbel head_of_children
do hats decide
  decision: modified
  decision_text: Each house keeps its manager. They share one deputy from August.
  reasons: One deputy post cannot be filled. Sharing keeps both managers in place.
  two_hats_reason: The post of Head of Children's Services has nobody else who may decide on staffing.
  second_reader: fiona
at 2026-06-11 14:25
as fiona second_reader
do hats second_read
  has_read: yes
  second_view: agrees
  second_words: I read both. Keeping two managers was the part that mattered; sharing a deputy is a fair answer to an empty post.

at 2026-09-08 10:05
as gordon director
do nights review
  review_finding: advice_nearer
  review_text: In six months the second worker was called on nineteen weekends. On two of them nobody came within thirty minutes.

at 2026-10-05 09:40
as ishbel cswo
new packages advice give
  question: Should new care packages over £1,500 a week wait for a panel?
  advice: Do not make them wait. Approve them at once and let the panel look back within 10 working days.
  to: post chief_officer_ijb
  about: services
  why: Of 44 such packages last year the panel changed two. A wait of up to 14 days fell on people leaving hospital.
  + advice_risk name
    risk: A person waits without care
    likelihood: likely
    harm: serious
  + advice_risk name
    risk: A care package breaks down
    likelihood: possible
    harm: serious

at 2026-10-12 15:20
as ishbel cswo
new kirkbrae advice give
  question: Should the overnight support team at Kirkbrae close in January?
  advice: Do not close the team in January. Keep four nights a week until the new alarm response has run for three months and has been checked.
  to: body ijb
  about: services
  why: Last winter the team answered 212 night calls. 61 ended with care at home that would otherwise have meant an ambulance. The alarm response has not been tried between midnight and 6am.
  strengths: The nine workers know almost every person by name, and carers trust them.
  rights: Home life for 38 people on some nights; safety for all of them.
  duty_cost: 186000
  savings_elsewhere: Two empty rooms at Kirkbrae could be let, for about £31,000 a year.
  shared_with: The health board shares the out of hours nursing that the team calls upon.
  respond_by: 2026-11-20
  + advice_risk name
    risk: An adult waits alone after a fall
    likelihood: likely
    harm: serious
  + advice_risk name
    risk: Carers give up, and packages break down
    likelihood: possible
    harm: serious
  + advice_risk name
    risk: Night staff leave before the new service starts
    likelihood: likely
    harm: moderate
  + advice_option put
    option: Keep it as it is
    cost: 324000
    main_risk: Overspend, other services cut
    rights_touched: None new
  + advice_option put
    option: Four nights a week (advised)
    cost: 186000
    main_risk: Three nights rest on alarms
    rights_touched: Home life, some nights
  + advice_option put
    option: Close on 29 January
    cost: 41000
    main_risk: A long wait after a fall
    rights_touched: Home life, safety
at 2026-10-14 09:30
as neil council_solicitor
new kirkbrae_legal legal_advice hold in kirkbrae
  text: The board may close a service that no statute names, if it has looked at each person's assessed need first.
  author: Council Solicitor
at 2026-11-17 09:05
as isla clerk
do kirkbrae decide
  decision: overridden
  decision_text: Close the team on Friday 29 January 2027. Start the alarm response on Monday 18 January 2027, so that both run for two weeks.
  reasons: The board must find £1.2m this year. Four nights a week would cost £186,000 that no budget holds. The board judged two weeks of both services to be enough.
  constraints: Reserves are below the level that the board has set itself.
  decided_by: body ijb, minute IJB 2026/47 item 6
  decided_on: 2026-11-12
  look_again_on: 2027-05-20
  + happened 2026-11-12 11:25
  + advice_risk answer 1
    answer: A responder within 45 minutes, counted weekly.
  + advice_risk answer 2
    answer: A call to each of 38 carers before closing.
  + advice_risk answer 3
    answer: Posts in the new service are offered to all nine.

at 2026-11-19 16:10
as ishbel cswo
new fostering advice show
  question: May foster carers be approved for three children at once?
  advice: Only where the worker and the reviewing officer both agree in writing, child by child.
  to: post director
  about: services
  why: Two placements of three ended early last year.
