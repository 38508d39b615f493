// ns3-flood [PINGS]: a flood of pings between two hosts as ns-3 simulates it, every device captured in a pcap file. Prints how many round
// trips a second of CPU time it makes. One request follows when the reply to the last has come, as far as V4Ping allows: the interval is a
// little more than the round trip, and simulated time costs nothing.
#include "ns3/core-module.h"
#include "ns3/csma-module.h"
#include "ns3/internet-apps-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"

#include <cstdlib>
#include <ctime>
#include <iostream>

using namespace ns3;

static uint64_t replies = 0;

static void
Replied(Time)
{
    replies++;
}

static double
CpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

int
main(int argc, char* argv[])
{
    const int64_t pings = argc > 1 ? std::atoll(argv[1]) : 100000;
    const Time interval = MicroSeconds(10);

    NodeContainer hosts(2);
    CsmaHelper csma;
    csma.SetChannelAttribute("DataRate", StringValue("10Gbps"));
    csma.SetChannelAttribute("Delay", TimeValue(NanoSeconds(0)));
    NetDeviceContainer devices = csma.Install(hosts);
    InternetStackHelper().Install(hosts);
    Ipv4AddressHelper network("10.0.0.0", "255.255.255.0");
    Ipv4InterfaceContainer addresses = network.Assign(devices);
    csma.EnablePcapAll("ns3-flood");

    V4PingHelper ping(addresses.GetAddress(1));
    ping.SetAttribute("Interval", TimeValue(interval));
    ping.SetAttribute("Size", UintegerValue(56));
    ApplicationContainer flood = ping.Install(hosts.Get(0));
    flood.Start(Seconds(0));
    flood.Stop(Seconds(0.001) + interval * pings);
    flood.Get(0)->TraceConnectWithoutContext("Rtt", MakeCallback(&Replied));

    const double before = CpuSeconds();
    Simulator::Stop(Seconds(0.002) + interval * pings);
    Simulator::Run();
    const double spent = CpuSeconds() - before;
    std::cout << replies / spent << " a second, " << spent / replies * 1e6 << " us of CPU each" << std::endl;
    Simulator::Destroy();
    return replies > 0 ? 0 : 1;
}
