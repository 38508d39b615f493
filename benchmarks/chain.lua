-- One lab's life over HTTP as a client leads it, a request after another, for wrk with one connection a thread (-t2 -c2): made, a pair of
-- interfaces, a ping that fails, the cure, a ping that works, the captures read, deleted. At the end: how many lives there were, and what
-- was answered that should not have been.
local json = {['Content-Type'] = 'application/json'}
local pair = '{"ends":[{"name":"veth0","addresses":["10.1.1.2/24"]},{"name":"veth1","addresses":["10.1.1.3/24"]}]}'
local ping = '{"interface":"veth0","destination":"10.1.1.3","count":2}'
local cure = '{"net.ipv4.conf.veth1.accept_local":"1","net.ipv4.conf.all.rp_filter":"0","net.ipv4.conf.veth1.rp_filter":"0"}'

local chain = {
    {'POST', '', '{"profile":"ubuntu-16.04"}', 201},
    {'POST', '/veth-pairs', pair, 201},
    {'POST', '/ping-runs', ping, 201},
    {'PATCH', '/namespaces/host/sysctls', cure, 200},
    {'POST', '/ping-runs', ping, 201},
    {'GET', '/captures', nil, 200},
    {'GET', '/captures/host/veth1?format=pcap', nil, 200},
    {'DELETE', '', nil, 204},
}

lives, wrong = 0, 0
local threads = {}
local at, lab = 1, '/api/v1/labs'

function setup(thread)
    table.insert(threads, thread)
end

function request()
    local step = chain[at]
    return wrk.format(step[1], lab .. step[2], step[3] and json or nil, step[3])
end

function response(status, headers, body)
    local step = chain[at]
    if status ~= step[4] then
        wrong = wrong + 1
    end
    if at == 1 then
        lab = headers['Location'] or headers['location']
    elseif at == 3 and not body:find('"exitCode":1', 1, true) or at == 5 and not body:find('"exitCode":0', 1, true) then
        wrong = wrong + 1
    end
    at = at + 1
    if at > #chain then
        at, lab, lives = 1, '/api/v1/labs', lives + 1
    end
end

function done(summary)
    local all, bad = 0, 0
    for _, thread in ipairs(threads) do
        all, bad = all + thread:get('lives'), bad + thread:get('wrong')
    end
    print(('lives %d in %d us, %d wrong'):format(all, summary.duration, bad))
end
