-- One query a paragraph. Each is planned, has to be incremental, and its circuit is held against PostgreSQL under random changes.

SELECT id, grp, x FROM a WHERE x > 3;

SELECT * FROM k;

SELECT id, x + 1 AS x1, y * 2 AS y2, n / 3 AS third, -x AS neg, x % 7 AS m FROM a WHERE x IS NOT NULL;

SELECT a.id, a.grp, b.qty, b.price FROM a JOIN b ON b.a_id = a.id;

SELECT a.id AS aid, b.id AS bid, k.name FROM a, b, k WHERE k.code = a.v AND b.a_id = a.id AND b.qty > 2;

SELECT grp, count(*) AS n, count(x) AS nx, sum(x) AS sx, sum(y) AS sy, sum(n) AS sn, avg(x) AS ax, avg(n) AS an, min(x), max(y) AS my FROM a GROUP BY grp;

SELECT count(*) AS n, sum(x) AS s, avg(u) AS av, min(d) AS mind, max(ts) AS maxts FROM a;

SELECT grp, b, count(*) FILTER (WHERE x > 2) AS big, sum(DISTINCT x) AS dx, count(DISTINCT v) AS dv FROM a GROUP BY grp, b;

SELECT a.grp, count(*) AS orders, sum(b.price * b.qty) AS revenue FROM a JOIN b ON a.id = b.a_id GROUP BY a.grp HAVING count(*) > 1;

SELECT DISTINCT grp, b FROM a;

SELECT id, grp FROM a UNION ALL SELECT id, note FROM b;

SELECT grp FROM a UNION SELECT note FROM b;

SELECT id, n FROM a UNION ALL SELECT id, price FROM b;

SELECT x, grp FROM a UNION SELECT y, v FROM a;

SELECT id, CASE WHEN x > 5 THEN 'big' WHEN x > 2 THEN 'middle' ELSE 'small' END AS size, CASE grp WHEN 'red' THEN 1 WHEN 'blue' THEN 2 END AS colour FROM a;

SELECT id, coalesce(x, 0) AS x, nullif(grp, 'red') AS g, greatest(x, y, 3) AS big, least(n, u) AS small FROM a;

SELECT id FROM a WHERE x IN (1, 3, 5) OR grp NOT IN ('red', 'green');

SELECT id FROM a WHERE (x > 3) IS NOT TRUE AND (b IS TRUE OR b IS UNKNOWN) AND grp IS DISTINCT FROM 'red';

SELECT id FROM a WHERE NOT (x > 3 AND y < 5) AND NOT b;

SELECT id, n::numeric(8, 1) AS n1, u::numeric(12, 4) AS u4, round(n, 1) AS r1, abs(x) AS ax FROM a;

SELECT id, j, m, g FROM a WHERE x > 1;

SELECT n.grp, n.total FROM (SELECT grp, sum(x) AS total FROM a GROUP BY grp) n WHERE n.total > 5;

WITH t AS (SELECT grp, max(x) AS mx FROM a GROUP BY grp) SELECT a.id, a.x, t.mx FROM a JOIN t ON t.grp = a.grp WHERE a.x = t.mx;

SELECT grp, sum(qty) AS q FROM busy GROUP BY grp;

SELECT t.grp, t.n, t.total, count(*) AS pairs FROM totals t JOIN totals o ON o.n >= t.n GROUP BY t.grp, t.n, t.total;

SELECT a.id, a.grp, count(*) AS n FROM a JOIN b ON b.a_id = a.id GROUP BY a.id;

SELECT x.id AS l, y.id AS r FROM a x JOIN a y ON x.x + 1 = y.x AND x.id <> y.id;

SELECT a.id, k.w FROM a JOIN k ON k.code = a.v;

SELECT x.id, y.n FROM a x JOIN a y ON x.n = y.u;

SELECT c, count(*) AS n FROM a GROUP BY c;

SELECT count(*) AS n FROM a;

SELECT count(*) AS n FROM a JOIN b ON b.a_id = a.id;

SELECT count(*) AS n, bool_and(b) AS every, bool_or(x > 5) AS some FROM a WHERE grp = 'red';

SELECT DISTINCT a.grp FROM a JOIN b ON b.a_id = a.id WHERE b.qty BETWEEN 1 AND 3;

SELECT avg(s) AS a2, sum(s) AS s2, avg(y) AS a8, max(f) AS mf, min(r) AS mr, max(iv) AS mi FROM a GROUP BY b;

SELECT grp, min(v) AS mv, max(grp) AS mg FROM a GROUP BY grp;

SELECT 1 AS one, count(*) AS n FROM k GROUP BY w;

SELECT a.grp FROM a JOIN b USING (id) WHERE b.note = a.grp;

SELECT id, x::text AS t, n::int AS i, y::numeric AS nu, x::float8 AS f, b::int AS bi, grp::varchar(3) AS v3, v::text AS vt, c::text AS ct FROM a WHERE y < 1000;

SELECT id, upper(grp) AS up, length(v) AS len, grp || '-' || v AS joined, substr(grp, 2, 3) AS sub, trim(v) AS tr, position('e' in grp) AS pos, replace(grp, 'e', 'i') AS rep, left(grp, 2) AS l2, lower(v) AS lo FROM a;

SELECT id, grp FROM a WHERE grp LIKE 'r%' OR v NOT LIKE '%a_%';

SELECT id, d + 1 AS tomorrow, d - DATE '2024-01-01' AS days, ts + INTERVAL '1 day' AS later, extract(year FROM d) AS y, date_trunc('month', tl) AS mon, tl::date AS td FROM a;

SELECT date_trunc('day', tl) AS day, count(*) AS n FROM a GROUP BY 1;

SELECT id, concat(grp, '-', v, x) AS c1, concat_ws(', ', grp, c, b, y) AS c2, grp || x AS gx, n || ':' || grp AS ng, c || v AS cv, b || '' AS bt FROM a;

SELECT id, c::varchar(4) AS c4, grp::char(3) AS g3, x::varchar AS xv, d || '' AS dt, concat(iv) AS it, ts::text AS tt, 'n' || n::varchar(2) AS n2 FROM a;

SELECT id, initcap(grp) AS i, char_length(c) AS cl, octet_length(v) AS ol, lpad(grp, 6, '*') AS lp, rpad(v, 4) AS rp, split_part(grp, 'e', 1) AS sp, reverse(grp) AS rv, translate(grp, 'aeiou', '12') AS tl, right(v, -1) AS rt, ltrim(grp, 'rg') AS lt, md5(v) AS h, to_hex(x) AS hx, chr(65 + x) AS ch, ascii(grp) AS ac, repeat(v, 2) AS re, overlay(grp placing 'X' from 2) AS ov FROM a WHERE x BETWEEN 0 AND 50;

SELECT substring(grp FROM 1 FOR 1) AS initial, count(*) AS n, max(length(v)) AS longest FROM a WHERE starts_with(grp, 'r') OR strpos(v, 'a') = 0 GROUP BY 1;

SELECT id, extract(epoch FROM ts) AS ep, extract(dow FROM tl) AS dow, date_part('week', d) AS wk, ts AT TIME ZONE 'Europe/Oslo' AS o, tl AT TIME ZONE 'America/New_York' AS ny, extract(hour FROM iv) AS h, date_trunc('hour', iv) AS ih, date_trunc('week', tl, 'Asia/Tokyo') AS wt, date_bin('15 minutes', ts, TIMESTAMP '2000-01-01') AS q, age(ts, TIMESTAMP '2020-01-01') AS ag, isfinite(d) AS fin FROM a;

SELECT id, to_char(ts, 'YYYY-MM-DD HH24:MI:SS.MS') AS c1, to_char(d, 'FMDay DD. Mon YYYY') AS c2, to_char(n, 'FM999,999,990.00') AS c3, to_char(x, '0000') AS c4, to_char(iv, 'HH24:MI') AS c5, make_date(2024, 2, 1) + x % 28 AS md, to_timestamp(x) AS tt FROM a;

SELECT id, ('2024-01-0' || x % 9 + 1)::date AS d1, (x || ' days')::interval AS i1, (d || ' 10:00 Europe/Oslo')::timestamptz AS t1, ts::text::timestamp AS t2, (d, d + 10) OVERLAPS (DATE '2024-01-01', DATE '2024-06-01') AS ov FROM a WHERE x BETWEEN 0 AND 50;

SELECT grp, avg(iv) AS ai, sum(iv) AS si, min(ts) AS mi, max(tl) AS ma, count(DISTINCT date_trunc('month', ts)) AS months FROM a GROUP BY grp;

SELECT to_char(tl, 'YYYY-MM') AS month, extract(quarter FROM tl) AS q, count(*) AS n, sum(n) AS total FROM a GROUP BY 1, 2;
