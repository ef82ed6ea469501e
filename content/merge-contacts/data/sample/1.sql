INSERT INTO contact VALUES
  (1, 'ada@example.org', 'Ada Lindt', '2026-01-04 09:00'), (2, 'Ada@Example.org ', 'A. Lindt', '2026-02-01 10:30'),
  (3, 'bo@example.org', 'Bo', '2026-01-20 08:15'), (4, NULL, 'Unknown caller', '2026-01-21 12:00'),
  (5, NULL, 'Unknown caller', '2026-01-22 12:00');
INSERT INTO ticket VALUES
  (100, 1, 'Cannot sign in'), (101, 2, 'Invoice is missing'), (102, 3, 'Where is my order?'), (103, 4, 'Please call back');
