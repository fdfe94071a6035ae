-- Indexes of the first page.

-- The city pool: how many units are under construction, and when the first one is expected.
CREATE INDEX unit_pool ON unit (district, expected) WHERE state = 'building';

-- Contracts that are drawn up and not signed.
CREATE INDEX contract_pending ON contract (tenancy_id) WHERE state = 'pending';
