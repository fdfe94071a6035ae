-- A further relief holds on days without a contract, or after the waiver was stopped or taken back, only with a reason. What was decided
-- before that rule goes on as it was.

UPDATE benefit SET reason = '登记时没有这项限制，期间全部天数减免' WHERE kind = 'crisis' AND reason = '';
