SELECT 'Harbour Hotel' AS customer, 2 AS open_invoices, 140000 AS open_cents
UNION ALL SELECT 'Bakery Lindqvist', 1, 45000;
