-- The example: a small shop. The demo makes it in its own PostgreSQL, compose.yaml in its; the definitions in views/ read it.
CREATE SCHEMA shop;

CREATE TABLE shop.customers (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text    NOT NULL,
    region text    NOT NULL,
    vip    boolean NOT NULL DEFAULT false
);

CREATE TABLE shop.orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint         NOT NULL REFERENCES shop.customers,
    product     text           NOT NULL,
    quantity    int            NOT NULL CHECK (quantity > 0),
    amount      numeric(12, 2) NOT NULL,
    status      text           NOT NULL DEFAULT 'new',
    placed_at   timestamptz    NOT NULL DEFAULT now()
);

CREATE INDEX ON shop.orders (customer_id);

INSERT INTO shop.customers (name, region, vip)
SELECT 'Customer ' || n, (ARRAY['north', 'east', 'south', 'west', 'islands'])[1 + n % 5], n % 10 = 0
FROM generate_series(1, 1000) AS n;

INSERT INTO shop.orders (customer_id, product, quantity, amount, status)
SELECT 1 + n % 1000, 'Product ' || n % 50, 1 + n % 4, (n * 7919 % 100000) / 100.0, (ARRAY['new', 'paid', 'sent'])[1 + n % 3]
FROM generate_series(1, 10000) AS n;
