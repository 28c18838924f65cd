-- A join and an aggregate. No schedule of its own: it is as fresh as the tightest of those that read it.
CREATE STREAM TABLE shop.revenue_by_region
AS
SELECT c.region,
       count(*) AS orders,
       count(*) FILTER (WHERE o.status = 'new') AS open_orders,
       sum(o.amount) AS revenue,
       max(o.amount) AS biggest
FROM shop.orders o
JOIN shop.customers c ON c.id = o.customer_id
GROUP BY c.region;
