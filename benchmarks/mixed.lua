-- The work of a class at once, for wrk with one connection a thread: each connection makes labs and works on them until it has had enough
-- of one, with scripts, pings, reads of every kind, mistakes, and deletes it. The last request of all is not waited for, so as many labs
-- may be left as there are connections. At the end: answers by class, and those that should not have been.
local json, text = {['Content-Type'] = 'application/json'}, {['Content-Type'] = 'text/plain'}
local build = 'ip netns add other\nip link add veth0 type veth peer name veth1 netns other\nip addr add 10.0.0.1/24 dev veth0\n'
    .. 'ip link set veth0 up\nip -n other addr add 10.0.0.2/24 dev veth1\nip -n other link set veth1 up\nping -c 1 10.0.0.2\n'

-- method, path, headers, body, the answer's status, and what comes next where that is not left to chance
local works = {
    {'POST', '/ping-runs', json, '{"destination":"10.0.0.2","count":2}', 201},
    {'POST', '/ping-runs', json, '{"destination":"10.0.0.2","count":10}', 201},
    {'POST', '/ping-runs', json, '{"destination":"10.0.0.9","count":1}', 201},
    {'POST', '/commands', text, 'ip -d link\nip route\nip neigh\nsysctl -a -r rp_filter\n', 200},
    {'POST', '/commands', text, 'ip link add br0 type bridge\nip link set br0 up\nip link del br0\n', 200},
    {'POST', '/commands', text, 'ip link add veth0 type veth\nping -c 1 nobody\n', 200},
    {'POST', '/commands', text, 'nft add table t\nnft add chain t c\nnft list ruleset\nnft flush ruleset\n', 200},
    {'POST', '/checks', json, '{"checks":[{"id":"up","ping":{"destination":"10.0.0.2","count":1}}]}', 200},
    {'GET', '', nil, nil, 200},
    {'GET', '/journal', nil, nil, 200},
    {'GET', '/namespaces/host/interfaces', nil, nil, 200},
    {'GET', '/namespaces/other/routes', nil, nil, 200},
    {'GET', '/captures', nil, nil, 200},
    {'GET', '/captures/host/veth0?format=pcap', nil, nil, 200},
    {'GET', '/packets?pageSize=20', nil, nil, 200},
    {'GET', '/topology', nil, nil, 200},
    {'GET', '/export?format=shell', nil, nil, 200},
    {'POST', '/commands', text, 'ip link set veth0 mtu 1400\n', 200, {'POST', '/undo', json, '', 200}},
    {'GET', '/nothing', nil, nil, 404},
    {'POST', '/ping-runs', json, '{"destination":', 400},
}
local make = {'POST', '', json, '{"name":"mixed","ttlSeconds":600}', 201}
local fill = {'POST', '/commands', text, build, 200}
local delete = {'DELETE', '', nil, nil, 204}

good, refused, failed, wrong, lives = 0, 0, 0, 0, 0
surprise = ''
local threads = {}
local lab, step, todo = nil, make, 0

function setup(thread)
    table.insert(threads, thread)
    thread:set('seed', #threads)
end

function init(args)
    math.randomseed(seed)
end

function request()
    return wrk.format(step[1], (lab or '/api/v1/labs') .. step[2], step[3], step[4])
end

function response(status, headers, body)
    if status >= 500 then
        failed = failed + 1
    elseif status >= 400 then
        refused = refused + 1
    else
        good = good + 1
    end
    if status ~= step[5] then
        wrong = wrong + 1
        surprise = ('%s %s: %d, not %d: %s'):format(step[1], step[2], status, step[5], body:sub(1, 300))
    end
    if step == make then
        lab, step, todo = headers['Location'] or headers['location'], fill, math.random(5, 60)
    elseif step == delete then
        lab, step, lives = nil, make, lives + 1
    elseif step[6] then
        step = step[6]
    elseif todo == 0 then
        step = delete
    else
        step, todo = works[math.random(#works)], todo - 1
    end
end

function done(summary)
    local sum = {good = 0, refused = 0, failed = 0, wrong = 0, lives = 0}
    for _, thread in ipairs(threads) do
        for name, value in pairs(sum) do
            sum[name] = value + thread:get(name)
        end
        if thread:get('surprise') ~= '' then
            print('surprise: ' .. thread:get('surprise'))
        end
    end
    print(('good %d, refused %d, failed %d, wrong %d, labs %d'):format(sum.good, sum.refused, sum.failed, sum.wrong, sum.lives))
end
