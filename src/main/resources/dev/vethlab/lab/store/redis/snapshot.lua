-- Replaces the entries of a stream up to the head that the writer saw by one value; the last of them stays, for its tag.
-- KEYS: lab, journal, snapshot   ARGV: revision, the snapshot
local known = redis.call('HGET', KEYS[1], 'snapshot')
if redis.call('EXISTS', KEYS[1]) == 0 or (known and tonumber(known) >= tonumber(ARGV[1])) then
  return 0
end
redis.call('SET', KEYS[3], ARGV[2])
local left = redis.call('PTTL', KEYS[1])
if left > 0 then
  redis.call('PEXPIRE', KEYS[3], left)
end
redis.call('HSET', KEYS[1], 'snapshot', ARGV[1])
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[1] .. '-0')
return 1
