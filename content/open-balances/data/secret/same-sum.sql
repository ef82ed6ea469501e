INSERT INTO customer VALUES (1, 'Zoe', NULL), (2, 'Ines', NULL), (3, 'Ines', NULL), (4, 'Max', NULL);
INSERT INTO invoice VALUES
  (1, 1, '2026-01-01', 700, 0), (2, 2, '2026-01-01', 300, 0), (3, 2, '2026-01-02', 400, 0),
  (4, 3, '2026-01-01', 9, 0), (5, 4, '2026-01-01', 9000000000000, 0);
INSERT INTO payment VALUES (1, 5, '2026-02-01', 1), (2, 5, '2026-02-02', 1), (3, 5, '2026-02-03', 1);
