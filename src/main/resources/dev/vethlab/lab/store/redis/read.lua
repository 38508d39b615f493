-- Reads a journal: what is behind the entry that the reader knows, where that is still the journal's; otherwise all of it.
-- Answers the tag of the head, how many entries the reader's knowledge is right about, the snapshot and the stream's entries.
-- KEYS: lab, journal, snapshot   ARGV: number of the last entry known, its tag
local tag = redis.call('HGET', KEYS[1], 'tag')
if not tag then
  return {}
end
if ARGV[1] ~= '0' then
  local last = redis.call('XRANGE', KEYS[2], ARGV[1], ARGV[1])[1]
  if last and last[2][12] == ARGV[2] then
    return {tag, ARGV[1], '', redis.call('XRANGE', KEYS[2], '(' .. ARGV[1] .. '-0', '+')}
  end
end
return {tag, '0', redis.call('GET', KEYS[3]) or '', redis.call('XRANGE', KEYS[2], '-', '+')}
