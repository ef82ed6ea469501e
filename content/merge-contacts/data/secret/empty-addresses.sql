-- The empty text is an address like any other; NULL is none.
INSERT INTO contact VALUES (1, '', 'A', '2026-01-01'), (2, ' ', 'B', '2026-01-02'), (3, NULL, 'C', '2026-01-03');
INSERT INTO ticket VALUES (1, 1, 'a'), (2, 3, 'b');
