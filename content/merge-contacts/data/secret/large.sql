WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO contact SELECT i,
  CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN upper('user' || (i % 127) || '@example.org') ELSE 'user' || (i % 127) || '@example.org' END,
  'Contact ' || i, '2026-01-' || substr('0' || (1 + i * 7 % 28), -2) FROM n;
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
INSERT INTO ticket SELECT i, 1 + i * 7919 % 500, 'Ticket ' || i FROM n;
