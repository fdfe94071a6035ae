-- Stays of which the rules of this release would have decided otherwise. Nothing of them is rewritten: the administrator is shown the
-- list once. A new office has none.

CREATE TABLE hindsight (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  clause     TEXT    NOT NULL,                                   -- of the rule: 四(四)
  text       TEXT    NOT NULL CHECK (text <> ''),                -- what was done, and what the rule says now
  seen_day   TEXT,
  seen_by    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX hindsight_waits ON hindsight (tenancy_id) WHERE seen_day IS NULL;

-- 一: a term signed late, whose gap kept the waiver.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT c.tenancy_id, '一', '合同 ' || c.number || ' 于 ' || c.signed_day || ' 签订，上期期满后的空档期当时照样减免；现在按全价，除非分管领导决定保留。已保留当时的算法'
  FROM contract c WHERE c.gap_kept <> '' AND c.term > 1 AND c.decision = '' ORDER BY c.id;
-- 一: days after the end of the last term that were billed with a waiver.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT c.tenancy_id, '一', '合同 ' || c.number || ' 于 ' || date(c.to_day, '-1 day') || ' 到期，此后的日子曾按减免出账；现在按全价，下次出账时出差额账单'
  FROM contract c WHERE c.state NOT IN ('pending', 'void')
    AND NOT EXISTS (SELECT 1 FROM contract n WHERE n.tenancy_id = c.tenancy_id AND n.state NOT IN ('pending', 'void') AND n.term > c.term)
    AND EXISTS (SELECT 1 FROM bill b JOIN bill_line l ON l.bill_id = b.id
      WHERE b.tenancy_id = c.tenancy_id AND l.from_day >= c.to_day AND l.phase <> 'full' AND l.back = 0)
  ORDER BY c.id;
-- 四(四): a term signed long before the end of the last.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT c.tenancy_id, '四(四)', '合同 ' || c.number || ' 于 ' || c.signed_day || ' 续签，早于期满前 90 天；现在到期满前才能续签，并须考核合格、由分管领导决定'
  FROM contract c WHERE c.term > 1 AND c.state NOT IN ('pending', 'void') AND c.decision = '' AND c.signed_day < date(c.from_day, '-90 days') ORDER BY c.id;
-- 五(一): who came back after an exit went on with the old clock; now the months not used yet remain.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT t.id, '五(一)', '此前退出过，优惠从 ' || t.clock_day || ' 接着算，退出后的日子也计在内；现在只扣已用的月份，除非分管领导另有决定'
  FROM tenancy t WHERE t.clock_how = 'on' AND t.state <> 'void'
    AND EXISTS (SELECT 1 FROM tenancy o WHERE o.clock_day = t.clock_day AND o.id < t.id AND o.ended_day <= t.signed_day) ORDER BY t.id;
-- 五(一): a new clock for who shares a number, a telephone or an address with an earlier stay.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT t.id, '五(一)', '与 ' || (SELECT group_concat(number, '、') FROM (SELECT DISTINCT o.number FROM tenancy o JOIN applicant q ON q.id = o.applicant_id
      JOIN applicant p ON p.id = t.applicant_id WHERE o.id < t.id AND o.state <> 'void' AND o.applicant_id <> t.applicant_id
        AND (p.address_key <> '' AND p.address_key = q.address_key
          OR EXISTS (SELECT 1 FROM party x JOIN party y ON y.applicant_id = o.applicant_id AND (x.identity <> '' AND x.identity = y.identity OR x.phone <> '' AND x.phone = y.phone)
            WHERE x.applicant_id = t.applicant_id)) ORDER BY o.number)) || ' 的证件、电话或地址相同，当时重新起算；现在签约时须由分管领导决定接着算还是重新起算'
  FROM tenancy t WHERE t.clock_how = '' AND t.state <> 'void' AND EXISTS (SELECT 1 FROM tenancy o JOIN applicant q ON q.id = o.applicant_id
      JOIN applicant p ON p.id = t.applicant_id WHERE o.id < t.id AND o.state <> 'void' AND o.applicant_id <> t.applicant_id
        AND (p.address_key <> '' AND p.address_key = q.address_key
          OR EXISTS (SELECT 1 FROM party x JOIN party y ON y.applicant_id = o.applicant_id AND (x.identity <> '' AND x.identity = y.identity OR x.phone <> '' AND x.phone = y.phone)
            WHERE x.applicant_id = t.applicant_id))) ORDER BY t.id;
-- 四(五)3: a company whose head was none of those whose stay it took over.
INSERT INTO hindsight (tenancy_id, clause, text)
  SELECT c.tenancy_id, '四(五)3', c.day || ' 由 ' || c.old_name || ' 变更为 ' || c.new_name || '，法定代表人不是原承租人本人或团队成员；现在须作为新的申请受理'
  FROM holding_change c WHERE c.kind = 'company' AND NOT EXISTS (SELECT 1 FROM party x JOIN party y ON y.identity = x.identity
    WHERE x.applicant_id = c.new_id AND x.part = 'self' AND x.identity <> '' AND y.applicant_id = c.old_id AND y.part IN ('self', 'member')) ORDER BY c.id;
