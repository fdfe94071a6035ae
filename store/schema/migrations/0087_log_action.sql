-- Kinds of matters that an auditor looks through, counted without reading the bodies.
CREATE INDEX log_action ON log (action, account, entry) WHERE seq = entry;
