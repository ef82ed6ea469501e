CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  email TEXT,
  name TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact(id),
  subject TEXT NOT NULL
);
