-- The bodies that decide are a catalogue; residents' tariff and suspended peak pricing exclude each other (五(二)). In an office
-- that has been founded; a new one is founded with them.

ALTER TABLE catalogue RENAME TO catalogue_before;
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  clause TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                        -- excluded; NULL while in force
  place INTEGER NOT NULL,               -- order within the kind
  body TEXT NOT NULL,                   -- JSON of what the kind adds
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, code, valid_from)
) STRICT;
INSERT INTO catalogue (id, kind, code, title, clause, valid_from, valid_to, place, body, version)
  SELECT id, kind, code, title, clause, valid_from, valid_to, place, body, version FROM catalogue_before ORDER BY id;
DROP TABLE catalogue_before;
INSERT INTO catalogue (kind, code, title, clause, valid_from, place, body)
  SELECT 'body', column1, column2, '双政办规〔2017〕13号 ' || column3, '2017-08-05', row_number() OVER () - 1,
         json_object('Code', column1, 'Name', column2, 'Source',
           json_object('Document', '双政办规〔2017〕13号', 'Clause', column3, 'From', '2017-08-05', 'To', NULL, 'District', json('false')))
    FROM office CROSS JOIN (VALUES ('JS', '尖山区政府', '四'), ('LD', '岭东区政府', '四'), ('SFT', '四方台区政府', '四'), ('BS', '宝山区政府', '四'),
      ('B05', '市人社局', '四'), ('B06', '市国资局', '四'), ('B07', '市棚改办', '四'), ('B08', '市沉治办', '四'),
      ('B09', '市住房城乡建设局', '五(一)2'), ('B10', '市自来水公司', '五(一)2'), ('B11', '国网双鸭山供电公司', '五(二)'),
      ('B12', '市市场监管局', '五(三)'), ('B13', '市食品药品监管局', '五(三)'), ('B14', '国通置业公司', '五(四)'),
      ('B15', '市就业局', '五(五)'), ('B16', '市教育局', '五(六)'));
UPDATE catalogue SET body = json_set(body, '$.Excludes', json('["power_flat"]')), version = version + 1 WHERE kind = 'benefit' AND code = 'power_resident';
UPDATE catalogue SET body = json_set(body, '$.Excludes', json('["power_resident"]')), version = version + 1 WHERE kind = 'benefit' AND code = 'power_flat';
