-- Logical messages of the user's own, with our prefix, too, within and outside of transactions.
CREATE TABLE t (id int PRIMARY KEY);
--@ follow t
BEGIN;
SELECT pg_logical_emit_message(true, 'freshet', 'not ours');
INSERT INTO t VALUES (1);
SELECT pg_logical_emit_message(false, 'freshet', 'nor this', true);
SELECT pg_logical_emit_message(false, '', '\x00ff'::bytea, true);
INSERT INTO t VALUES (2);
--@ cycle
--@ rows t 0
COMMIT;
--@ cycle
--@ rows t 2
SELECT pg_logical_emit_message(true, 'freshet', 'alone');
--@ cycle
--@ deltas 0
