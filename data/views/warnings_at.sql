-- Messages in force at a moment (UTC): sent by then, not expired, and not replaced by an Update or Cancel of the same
-- status that refers to them. Only status Actual and scope Public are warnings; an exercise is in the answer with
-- is_exercise, so that a face can either print LATIHAN or leave it out. Acknowledgements, tests and drafts are neither.
create or replace macro warnings_at(moment) as table
select w.*, w.status = 'Exercise' as is_exercise, coalesce(coalesce(w.onset_at, w.effective_at, w.sent_at) <= moment, true) as is_begun
from warning w
where w.sent_at <= moment and w.expires_at > moment and w.scope = 'Public' and w.status in ('Actual', 'Exercise') and w.msg_type in ('Alert', 'Update')
  and not exists (from warning n
                  where n.source = w.source and n.status = w.status and n.msg_type in ('Update', 'Cancel') and n.sent_at <= moment
                    and (n.sent_at, n.identifier) <> (w.sent_at, w.identifier) and list_contains(n.refs, w.sender || ',' || w.identifier));
