SELECT name AS customer, count(*) AS open_invoices, sum(open) AS open_cents FROM customer GROUP BY id;
