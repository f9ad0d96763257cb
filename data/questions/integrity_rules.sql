-- The rules of closure integrity with their parameters.
select * from integrity_rule order by order_no;
