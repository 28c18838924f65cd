-- compose.yaml's role for Freshet: no superuser. It owns the example's tables, and so may capture them from the write-ahead log.
CREATE ROLE freshet LOGIN REPLICATION PASSWORD 'freshet';
GRANT CREATE ON DATABASE shop TO freshet;
ALTER SCHEMA shop OWNER TO freshet;
ALTER TABLE shop.customers OWNER TO freshet;
ALTER TABLE shop.orders OWNER TO freshet;
