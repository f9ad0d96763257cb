-- Reports opened since from_at (null: all) as the city knew them at as_of (null: now). The newest state is stored with
-- the report; an earlier one is derived from the log by what was known then, so every branch has the same columns.
-- as_of is a constant when the question is planned, so the branch that is not asked is cut away before anything is read.
-- A report about which nothing new became known after as_of (known_at) stands as it is stored; only the others are derived, and
-- the log is read from from_at to as_of only (a day of slack for clocks that disagree). A report without a log is
-- read by its own clocks: what lies after as_of had not happened yet. A report came late when its log begins with a receipt
-- dated at its opening that was written down more than six hours after it, and nobody knew by as_of: it was not known then.
-- (A machine's receipt is dated so as well, and may be written down minutes after the report itself was there.)
-- row_no is where the row lies in the table, for one statement's own use: after a load it may lie elsewhere.
create or replace macro reports_since(as_of, from_at) as table
from reports_stood(as_of, from_at)
union all
from reports_told(as_of, from_at);
