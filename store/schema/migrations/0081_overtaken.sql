-- A single placement keeps whom it passes over, why and by whose second signature apart from the words of its reason: the notice says it
-- with masked names. Placements of before have it in their reason only.
ALTER TABLE round ADD COLUMN overtaken TEXT NOT NULL DEFAULT '';
