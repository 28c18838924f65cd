-- A join: each order with who placed it.
CREATE STREAM TABLE shop.order_details
WITH (schedule = '1s')
AS
SELECT o.id, o.product, o.quantity, o.amount, o.status, c.name AS customer, c.region
FROM shop.orders o
JOIN shop.customers c ON c.id = o.customer_id;
