-- The claim of a group is accepted or not on a day, its proof is valid up to a day; a claim and an agent make papers necessary.

ALTER TABLE application_group ADD COLUMN proof_until TEXT;                     -- last day on which the proof is valid; NULL: no end
ALTER TABLE application_group ADD COLUMN decided_day TEXT;                     -- NULL: neither accepted nor not
ALTER TABLE application_group ADD COLUMN remark TEXT NOT NULL DEFAULT '';      -- why it is not accepted
ALTER TABLE application_material ADD COLUMN asked_when TEXT NOT NULL DEFAULT ''; -- what makes it necessary: agent, group, policy
-- What was reviewed before has been decided with the review.
UPDATE application_group SET decided_day = coalesce((SELECT r.day FROM review r WHERE r.application_id = application_group.application_id),
    (SELECT a.state_day FROM application a WHERE a.id = application_group.application_id))
  WHERE accepted = 1 OR application_id IN (SELECT id FROM application WHERE state NOT IN ('draft', 'accepted', 'supplement'));
UPDATE application_material SET asked_when = 'agent' WHERE code = 'agent';
UPDATE application_material SET asked_when = 'group' WHERE code = 'group';
UPDATE application_material SET asked_when = 'policy' WHERE code = 'industry';
UPDATE catalogue SET body = json_set(body, '$.When', 'agent'), version = version + 1 WHERE kind = 'material' AND code = 'agent';
UPDATE catalogue SET body = json_set(body, '$.When', 'group'), version = version + 1 WHERE kind = 'material' AND code = 'group';
UPDATE catalogue SET body = json_set(body, '$.When', 'policy'), version = version + 1 WHERE kind = 'material' AND code = 'industry';
