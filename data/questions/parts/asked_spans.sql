-- Where the working days of the cases begin: none was opened before the period. (Looked up among the cases it would cost a copy of them all.)
, spans as (select $since::timestamp as began_at)
