-- Looks at a lab and counts that as using it.
-- KEYS: lab, journal, snapshot, labs   ARGV: id
local lab = redis.call('HMGET', KEYS[1], 'name', 'profile', 'seed', 'ttlMs', 'owner', 'createdAt', 'revision', 'tag', 'nowNs')
if not lab[1] then
  return {}
end
-- Each expiry that is set costs a write to disk: a hundredth of the time to live is near enough.
local ttl = tonumber(lab[4])
if redis.call('PTTL', KEYS[1]) < ttl - ttl / 100 then
  local time = redis.call('TIME')
  local at = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + ttl)
  redis.call('PEXPIREAT', KEYS[1], at)
  redis.call('PEXPIREAT', KEYS[2], at)
  redis.call('PEXPIREAT', KEYS[3], at)
  redis.call('ZADD', KEYS[4], at, ARGV[1])
end
return lab
