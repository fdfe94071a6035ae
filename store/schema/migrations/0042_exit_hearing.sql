-- What goes before the decision of an exit by the grounds that the district holds against a tenant (四(五)1, 3, 5), the kind of its
-- evidence, the day from which a waiver that was obtained by deceit is taken back, the days for clearing and for filing.

ALTER TABLE exit ADD COLUMN heard INTEGER NOT NULL DEFAULT 0 CHECK (heard IN (0, 1));  -- the intended decision is told first
ALTER TABLE exit ADD COLUMN document_kind TEXT NOT NULL DEFAULT 'paper' CHECK (document_kind IN ('application', 'court', 'finding', 'paper'));
ALTER TABLE exit ADD COLUMN false_from TEXT;
ALTER TABLE exit ADD COLUMN told_day TEXT;
ALTER TABLE exit ADD COLUMN told_how TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN answer_by TEXT;
ALTER TABLE exit ADD COLUMN answer_sure INTEGER NOT NULL DEFAULT 0 CHECK (answer_sure IN (0, 1));
ALTER TABLE exit ADD COLUMN answered_day TEXT;
ALTER TABLE exit ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN adviser TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN advised_day TEXT;
ALTER TABLE exit ADD COLUMN opinion TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN vacate_by TEXT;
ALTER TABLE exit ADD COLUMN file_by TEXT;
ALTER TABLE exit ADD COLUMN file_sure INTEGER NOT NULL DEFAULT 0 CHECK (file_sure IN (0, 1));
CREATE INDEX exit_file_by ON exit (file_by) WHERE filed_day IS NULL;

-- What was decided stays decided. An exit that waits for its decision is told first, and by ground 1 the waiver no longer stops.
UPDATE exit SET document_kind = 'application' WHERE applied = 1;
UPDATE exit SET document_kind = 'finding' WHERE applied = 0 AND ground = 5;
UPDATE exit SET heard = 1, stops = (ground = 3) WHERE state = 'opened' AND ground IN (1, 3, 5);
UPDATE exit SET file_by = date(decided_day, '+14 days') WHERE state IN ('approved', 'noticed', 'returned') AND filed_day IS NULL;

-- The catalogue says so: 3 alone stops the waiver; 4 rests on an application, a paper of a court or the district's finding.
UPDATE catalogue SET body = json_remove(body, '$.Applied') WHERE kind = 'ground';
UPDATE catalogue SET body = json_set(body, '$.Kinds', json('["paper"]'), '$.Heard', json('true')) WHERE kind = 'ground' AND code IN ('1', '3');
UPDATE catalogue SET body = json_set(body, '$.StopsWaiver', json('false')) WHERE kind = 'ground' AND code = '1';
UPDATE catalogue SET body = json_set(body, '$.Kinds', json('["application"]')) WHERE kind = 'ground' AND code = '2';
UPDATE catalogue SET body = json_set(body, '$.Kinds', json('["application","court","finding"]'), '$.Evidence', '退出申请、法院文书或区政府的认定')
  WHERE kind = 'ground' AND code = '4';
UPDATE catalogue SET body = json_set(body, '$.Kinds', json('["finding"]'), '$.Heard', json('true')) WHERE kind = 'ground' AND code = '5';
