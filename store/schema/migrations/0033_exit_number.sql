-- An exit has its number from its opening; those that wait for their notice get theirs now, behind the last of their district and year.

UPDATE exit SET notice_number = n.number FROM (
  SELECT x.id, printf('TC-%s-%s-%04d', d.code, substr(x.opened_day, 1, 4),
    coalesce((SELECT last FROM sequence WHERE series = 'exit/' || d.code || '/' || substr(x.opened_day, 1, 4)), 0)
    + row_number() OVER (PARTITION BY d.code, substr(x.opened_day, 1, 4) ORDER BY x.id)) AS number
  FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN district d ON d.name = t.district
  WHERE x.notice_number IS NULL AND x.state IN ('opened', 'approved')) n
WHERE exit.id = n.id;
INSERT INTO sequence (series, last)
  SELECT 'exit/' || d.code || '/' || substr(x.opened_day, 1, 4), max(CAST(substr(x.notice_number, length(d.code) + 10) AS INTEGER))
  FROM exit x JOIN tenancy t ON t.id = x.tenancy_id JOIN district d ON d.name = t.district
  WHERE x.state IN ('opened', 'approved') GROUP BY 1
  ON CONFLICT (series) DO UPDATE SET last = max(last, excluded.last);
