-- Whom papers name to who does not accept a decision: the body of reconsideration and the court. Offices that have been founded keep
-- what their papers said.
ALTER TABLE office_card ADD COLUMN review TEXT NOT NULL DEFAULT '';
ALTER TABLE office_card ADD COLUMN court  TEXT NOT NULL DEFAULT '';
UPDATE office_card SET review = '双鸭山市人民政府', court = '人民法院', version = version + 1 WHERE district <> '';
INSERT INTO office_card (district, review, court)
  SELECT column1, '双鸭山市人民政府', '人民法院'
    FROM office CROSS JOIN (VALUES ('尖山区'), ('岭东区'), ('四方台区'), ('宝山区'))
   WHERE office.district IN ('', column1) AND NOT EXISTS (SELECT 1 FROM office_card c WHERE c.district = column1);
