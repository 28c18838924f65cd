-- A filter, followed as soon as a transaction is there.
CREATE STREAM TABLE shop.big_orders
WITH (schedule = 'continuous')
AS
SELECT id, customer_id, product, amount, status
FROM shop.orders
WHERE amount >= 500;
