INSERT INTO contact VALUES
  (9, 'x@example.org', 'X', '2026-01-01 00:00'), (7, 'X@example.org', 'X', '2026-01-01 00:00'),
  (8, ' x@EXAMPLE.org', 'X', '2025-12-31 23:59'), (1, 'y@example.org', 'Y', '2026-01-01 00:00');
INSERT INTO ticket VALUES (1, 9, 'a'), (2, 7, 'b'), (3, 8, 'c'), (4, 1, 'd'), (5, 9, 'e');
