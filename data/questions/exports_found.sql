-- Documents that left the house, newest first: by kind, period (its beginning), scope, format, and words in who, period, area's name or fingerprint.
select e.exported_at, e.who, e.kind, e.scope, coalesce(a.name, e.scope) as scope_name, e.period, e.as_of, e.format, e.lang, e.sha256, e.query_hash
from export_log e
left join area a on a.code = e.scope
where ($kind is null or e.kind = $kind) and ($period is null or starts_with(e.period, $period)) and ($scope is null or e.scope = $scope)
  and ($form is null or e.format = $form) and e.exported_at >= $from_at::timestamp and e.exported_at < $to_at::timestamp
  and ($words is null or contains(lower(concat_ws(' ', e.who, e.kind, e.period, e.scope, a.name, e.format, e.query_hash, e.sha256)), lower($words)))
order by e.exported_at desc, e.format, e.sha256
limit $rows;
