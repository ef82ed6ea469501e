CREATE TABLE keeper AS
SELECT id, first_value(id) OVER (PARTITION BY lower(trim(email)) ORDER BY updated_at DESC, id) AS keep_id
FROM contact WHERE email IS NOT NULL;

UPDATE ticket SET contact_id = (SELECT keep_id FROM keeper WHERE keeper.id = ticket.contact_id)
WHERE contact_id IN (SELECT id FROM keeper);

DELETE FROM contact WHERE id IN (SELECT id FROM keeper WHERE id <> keep_id);
