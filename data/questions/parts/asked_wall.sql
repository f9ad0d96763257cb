-- On the wall clock every second from the opening to the end counts.
, asked as (from reported)
