-- A payment may name the bill that it pays (民法典 第五百六十条); without one it pays the oldest first.

ALTER TABLE payment ADD COLUMN bill_id INTEGER REFERENCES bill (id) CHECK (bill_id IS NULL OR kind = 'payment');
