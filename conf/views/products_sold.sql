-- Each product and region once, however many orders there are.
CREATE STREAM TABLE shop.products_sold
WITH (schedule = '5s')
AS
SELECT DISTINCT o.product, c.region
FROM shop.orders o
JOIN shop.customers c ON c.id = o.customer_id;
