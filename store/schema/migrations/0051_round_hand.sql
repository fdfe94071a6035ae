-- Who confirmed a round at the console is nobody's account, and said so.

UPDATE round SET confirmed_by = 0 WHERE state = 'confirmed' AND confirmed_by IS NULL;
