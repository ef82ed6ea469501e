-- All but one are on their own: NULL and the empty text are not the same address.
INSERT INTO contact VALUES (1, NULL, 'A', '2026-01-01'), (2, '', 'B', '2026-01-01'), (3, 'c@example.org', 'C', '2026-01-01'),
  (4, 'C@example.org ', 'C', '2025-12-31');
INSERT INTO ticket VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 4, 'c');
