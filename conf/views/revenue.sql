-- An aggregate over a stream table: both always show the same moment.
CREATE STREAM TABLE shop.revenue
WITH (schedule = '2s')
AS
SELECT count(*) AS regions, sum(orders) AS orders, sum(revenue) AS revenue
FROM shop.revenue_by_region;
