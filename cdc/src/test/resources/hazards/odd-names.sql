-- Names that want quoting, that look like our own marks, or that are as long as names get.
CREATE TABLE "ünïcode$tag$%x_" ("xid" int, "op" text, "c1" text, "c2" int, "mark_" int, "Select" text, "a.b" int, "back\slash" text);
CREATE TABLE a23456789012345678901234567890123456789012345678901234567890123 (b23456789012345678901234567890123456789012345678901234567890123 int);
CREATE TABLE r (r int, s int);
INSERT INTO r VALUES (1, 2);
--@ follow ünïcode$tag$%x_, a23456789012345678901234567890123456789012345678901234567890123, r
INSERT INTO "ünïcode$tag$%x_" VALUES (1, '+', 'a', 2, 3, 'b', 4, 'c');
UPDATE "ünïcode$tag$%x_" SET "a.b" = 5;
INSERT INTO a23456789012345678901234567890123456789012345678901234567890123 VALUES (1);
UPDATE r SET r = s, s = r;
--@ cycle
--@ deltas 3
DELETE FROM "ünïcode$tag$%x_";
--@ cycle
--@ deltas 1
