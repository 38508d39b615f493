-- Keeps a new lab.
-- KEYS: lab, journal, labs   ARGV: id, most labs, name, profile, seed, ttlMs, owner, createdAt, revision, tag, nowNs,
-- then number, change, atNs, exitCode, operation, text of each entry
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', string.format('%.0f', now))
local present = redis.call('HGET', KEYS[1], 'tag')
if present then
  return present == ARGV[10] and 'kept' or 'taken'
end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[2]) then
  return 'full'
end
local at = string.format('%.0f', now + tonumber(ARGV[6]))
redis.call('HSET', KEYS[1], 'name', ARGV[3], 'profile', ARGV[4], 'seed', ARGV[5], 'ttlMs', ARGV[6], 'owner', ARGV[7],
    'createdAt', ARGV[8], 'revision', ARGV[9], 'tag', ARGV[10], 'nowNs', ARGV[11])
redis.call('PEXPIREAT', KEYS[1], at)
for i = 12, #ARGV, 6 do
  redis.call('XADD', KEYS[2], ARGV[i] .. '-0', 'change', ARGV[i + 1], 'atNs', ARGV[i + 2], 'exitCode', ARGV[i + 3],
      'operation', ARGV[i + 4], 'text', ARGV[i + 5], 'tag', ARGV[10])
end
redis.call('PEXPIREAT', KEYS[2], at)
redis.call('ZADD', KEYS[3], at, ARGV[1])
return 'kept'
