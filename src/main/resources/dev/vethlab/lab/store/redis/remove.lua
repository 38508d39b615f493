-- Forgets a lab.
-- KEYS: lab, journal, snapshot, labs   ARGV: id
redis.call('ZREM', KEYS[4], ARGV[1])
return redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
