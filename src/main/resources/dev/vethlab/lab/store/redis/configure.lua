-- Changes what does not belong to a lab's machine.
-- KEYS: lab, journal, snapshot, labs   ARGV: id, name, ttlMs, owner
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'name', ARGV[2], 'ttlMs', ARGV[3], 'owner', ARGV[4])
local time = redis.call('TIME')
local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3]))
redis.call('PEXPIREAT', KEYS[1], at)
redis.call('PEXPIREAT', KEYS[2], at)
redis.call('PEXPIREAT', KEYS[3], at)
redis.call('ZADD', KEYS[4], at, ARGV[1])
return 1
