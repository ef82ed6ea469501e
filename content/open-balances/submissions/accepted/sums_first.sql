WITH paid AS (
  SELECT invoice_id, sum(amount_cents) AS cents FROM payment GROUP BY invoice_id
), open AS (
  SELECT i.customer_id, i.amount_cents - coalesce(p.cents, 0) AS cents
  FROM invoice i LEFT JOIN paid p ON p.invoice_id = i.id
  WHERE i.cancelled = 0 AND i.amount_cents > coalesce(p.cents, 0)
)
SELECT c.name AS customer, count(*) AS open_invoices, sum(o.cents) AS open_cents
FROM open o JOIN customer c ON c.id = o.customer_id
GROUP BY c.id
ORDER BY open_cents DESC, customer;
