# Principle 28: a question, the advice and to whom are enough; the rest may follow and is marked as added.
cast
at 2026-02-02 10:00
as duncan cswo
new quick advice give
  question: May the van be used at night?
  advice: Yes, by two workers.
  to: post director
  about: services
see quick state: Given, not yet answered
as gordon director
do quick decide
  decision: accepted
as duncan cswo
do quick add
  evidence: The insurer agrees, by letter of 3 February.
history quick add after evidence: The insurer agrees
new empty advice give
  question: 
  advice: Yes.
expect mistake question: Enter the question
