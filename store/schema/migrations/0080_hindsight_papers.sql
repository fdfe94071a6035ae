-- Stays of before that are owed papers which the program of their time did not ask for: the list of them is shown to the administrator
-- once, nothing of them is rewritten. A new office has none, and none is listed that was signed under parameters with days for papers.

-- 四(四), 三.4: a stay that was signed before its district had days for notarisation, filing, licence and tax registration.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT id, '四(四)', '签订时程序还没有' || missing || '的期限，现在列为应办，过期的显示逾期。当时办过的补登编号和日期，没有办的按现在的期限补办，原记录不变'
  FROM (SELECT t.id, ltrim(CASE WHEN EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'notarised' AND m.struck_day IS NULL) THEN '' ELSE '、公证' END
      || CASE WHEN EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'filed' AND m.struck_day IS NULL) THEN '' ELSE '、备案' END
      || CASE WHEN EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'licensed' AND m.struck_day IS NULL) THEN '' ELSE '、营业执照' END
      || CASE WHEN EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'taxed' AND m.struck_day IS NULL) THEN '' ELSE '、税务登记' END, '、') AS missing
    FROM tenancy t WHERE t.state IN ('signed', 'handed', 'open')
      AND NOT EXISTS (SELECT 1 FROM parameter p WHERE p.district = t.district AND p.effective <= t.signed_day AND p.body ->> '$.papers' IS NOT NULL))
  WHERE missing <> '' ORDER BY id;
-- 四(四): a renewal without a notarisation or filing of its own, of a stay that is listed for that reason or not.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT c.tenancy_id, '四(四)', '合同 ' || c.number || ' 于 ' || c.signed_day || ' 续签，当时没有另行公证、备案；现在续签的合同也列为应办，过期的显示逾期。当时办过的补登，没有办的补办，原记录不变'
  FROM contract c JOIN tenancy t ON t.id = c.tenancy_id
  WHERE c.term > 1 AND c.state NOT IN ('pending', 'void') AND c.signed_day IS NOT NULL AND t.state IN ('signed', 'handed', 'open')
    AND NOT EXISTS (SELECT 1 FROM contract n WHERE n.tenancy_id = c.tenancy_id AND n.term > c.term AND n.state NOT IN ('pending', 'void'))
    AND (NOT EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'notarised' AND m.struck_day IS NULL AND m.day >= c.signed_day)
      OR NOT EXISTS (SELECT 1 FROM milestone m WHERE m.tenancy_id = t.id AND m.kind = 'filed' AND m.struck_day IS NULL AND m.day >= c.signed_day))
  ORDER BY c.id;
