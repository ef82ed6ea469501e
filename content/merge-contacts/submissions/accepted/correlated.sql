BEGIN;
UPDATE ticket SET contact_id = (
  SELECT k.id FROM contact c JOIN contact k ON lower(trim(k.email)) = lower(trim(c.email))
  WHERE c.id = ticket.contact_id ORDER BY k.updated_at DESC, k.id LIMIT 1
)
WHERE (SELECT email FROM contact WHERE id = ticket.contact_id) IS NOT NULL;
DELETE FROM contact WHERE email IS NOT NULL AND EXISTS (
  SELECT 1 FROM contact k WHERE lower(trim(k.email)) = lower(trim(contact.email))
    AND (k.updated_at > contact.updated_at OR (k.updated_at = contact.updated_at AND k.id < contact.id))
);
COMMIT;
