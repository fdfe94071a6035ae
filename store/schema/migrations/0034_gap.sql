-- Between the end of a term and the late signing of the next no contract is in force: full price, unless the approver decided
-- otherwise. What was signed before this was decided by the clock alone: its waiver goes on.

ALTER TABLE contract ADD COLUMN gap_kept TEXT NOT NULL DEFAULT '';   -- why the waiver goes on over the gap; '' it does not
UPDATE contract SET gap_kept = '升级以前的续签，按当时的算法办理'
  WHERE term > 1 AND state NOT IN ('pending', 'void') AND signed_day > from_day;
