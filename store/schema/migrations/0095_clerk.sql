-- Who handles an application (承办人): an account, 0 for nobody.
ALTER TABLE application ADD COLUMN clerk INTEGER NOT NULL DEFAULT 0;
CREATE INDEX application_clerk ON application (clerk, state) WHERE clerk <> 0;
