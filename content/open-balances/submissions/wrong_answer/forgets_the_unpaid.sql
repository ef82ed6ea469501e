SELECT c.name AS customer, count(*) AS open_invoices, sum(o.cents) AS open_cents
FROM (
  SELECT i.customer_id, i.amount_cents - sum(p.amount_cents) AS cents
  FROM invoice i JOIN payment p ON p.invoice_id = i.id
  WHERE i.cancelled = 0
  GROUP BY i.id
  HAVING cents > 0
) o JOIN customer c ON c.id = o.customer_id
GROUP BY c.id
ORDER BY open_cents DESC, customer;
