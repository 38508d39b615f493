-- Adds entries to a journal whose head is the one that the writer knows; answers how many entries the stream then has,
-- -1 where the head is another, -2 where there is no such lab. A request that is sent twice is carried out once.
-- KEYS: lab, journal   ARGV: id, tag of the head, new tag, revision, nowNs, channel,
-- then number, change, atNs, exitCode, operation, text of each entry
local tag = redis.call('HGET', KEYS[1], 'tag')
if not tag then
  return -2
end
if tag ~= ARGV[2] then
  local last = redis.call('XRANGE', KEYS[2], ARGV[4], ARGV[4])[1]
  if last and last[2][12] == ARGV[3] then
    return redis.call('XLEN', KEYS[2])
  end
  return -1
end
local expires = redis.call('PTTL', KEYS[2]) < 0
for i = 7, #ARGV, 6 do
  redis.call('XADD', KEYS[2], ARGV[i] .. '-0', 'change', ARGV[i + 1], 'atNs', ARGV[i + 2], 'exitCode', ARGV[i + 3],
      'operation', ARGV[i + 4], 'text', ARGV[i + 5], 'tag', ARGV[3])
end
if expires then
  redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
end
redis.call('HSET', KEYS[1], 'revision', ARGV[4], 'tag', ARGV[3], 'nowNs', ARGV[5])
redis.call('PUBLISH', ARGV[6], ARGV[1] .. ' ' .. ARGV[4])
return redis.call('XLEN', KEYS[2])
