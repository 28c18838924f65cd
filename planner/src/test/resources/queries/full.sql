-- Queries no operator maintains: each is preceded by what the reason has to name.

-- LEFT JOIN
SELECT a.id, b.qty FROM a LEFT JOIN b ON b.a_id = a.id;

-- a sub-query in an expression
SELECT id FROM a WHERE x = (SELECT max(x) FROM a);

-- a sub-query in an expression
SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id);

-- a window function
SELECT id, row_number() OVER (ORDER BY x) AS rn FROM a;

-- LIMIT
SELECT id FROM a ORDER BY x LIMIT 3;

-- DISTINCT ON
SELECT DISTINCT ON (grp) grp, x FROM a ORDER BY grp, x;

-- GROUPING SETS
SELECT grp, b, count(*) AS n FROM a GROUP BY ROLLUP (grp, b);

-- volatile function
SELECT id, random() AS r FROM a;

-- CURRENT_DATE
SELECT id FROM a WHERE d < CURRENT_DATE;

-- WITH RECURSIVE
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT t.n, a.id FROM t JOIN a ON a.id = t.n;

-- EXCEPT
SELECT grp FROM a EXCEPT SELECT note FROM b;

-- INTERSECT
SELECT grp FROM a INTERSECT SELECT note FROM b;

-- sum(double precision)
SELECT grp, sum(f) AS s FROM a GROUP BY grp;

-- a function in FROM
SELECT a.id, g.n FROM a, generate_series(1, 2) AS g(n);

-- LATERAL
SELECT a.id, l.q FROM a, LATERAL (SELECT b.qty AS q FROM b WHERE b.a_id = a.id) l;

-- only carried
SELECT j, count(*) AS n FROM a GROUP BY j;

-- string_agg
SELECT string_agg(grp, ',') AS s FROM a;

-- TABLESAMPLE
SELECT id FROM a TABLESAMPLE BERNOULLI (10);

-- VARIADIC
SELECT id, concat(VARIADIC ARRAY[grp, v]) AS c FROM a;

-- the output function of type
SELECT id, concat(grp, m) AS c FROM a;

-- ONLY public.kin
SELECT id, w FROM ONLY kin;
