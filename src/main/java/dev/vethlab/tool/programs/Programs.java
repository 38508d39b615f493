package dev.vethlab.tool.programs;

import dev.vethlab.tool.Program;
import dev.vethlab.tool.arping.Arping;
import dev.vethlab.tool.brctl.Brctl;
import dev.vethlab.tool.bridge.BridgeProgram;
import dev.vethlab.tool.conntrack.ConntrackTool;
import dev.vethlab.tool.coreutils.Cat;
import dev.vethlab.tool.coreutils.Constant;
import dev.vethlab.tool.coreutils.Echo;
import dev.vethlab.tool.coreutils.Env;
import dev.vethlab.tool.coreutils.Sleep;
import dev.vethlab.tool.curl.Curl;
import dev.vethlab.tool.docker.Docker;
import dev.vethlab.tool.ethtool.Ethtool;
import dev.vethlab.tool.ip.Ip;
import dev.vethlab.tool.iptables.Iptables;
import dev.vethlab.tool.iptables.IptablesRestore;
import dev.vethlab.tool.iptables.IptablesSave;
import dev.vethlab.tool.nc.Nc;
import dev.vethlab.tool.nft.Nft;
import dev.vethlab.tool.ovs.OvsCtl;
import dev.vethlab.tool.ovs.appctl.OvsAppctl;
import dev.vethlab.tool.ovs.appctl.OvsDpctl;
import dev.vethlab.tool.ovs.ofctl.OvsOfctl;
import dev.vethlab.tool.ovs.vsctl.OvsVsctl;
import dev.vethlab.tool.ping.Ping;
import dev.vethlab.tool.python.Python;
import dev.vethlab.tool.ss.Ss;
import dev.vethlab.tool.sysctl.Sysctl;
import dev.vethlab.tool.tap.LabTap;
import dev.vethlab.tool.tc.Tc;
import dev.vethlab.tool.tcpdump.Tcpdump;
import dev.vethlab.tool.tracepath.Tracepath;
import dev.vethlab.tool.traceroute.Traceroute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of a lab, by name. They have no state: all labs share them. */
public final class Programs {

    private static final Map<String, Program> ALL = byName(List.of(
            new Arping(),
            new Brctl(),
            new BridgeProgram(),
            new Cat(),
            new ConntrackTool(),
            new Constant("false", 1),
            new Constant("true", 0),
            new Curl(),
            new Docker(),
            new Echo(),
            new Ethtool(),
            new Env(),
            new Ip(),
            new LabTap(),
            new Nc("nc"),
            new Nc("netcat"),
            Iptables.forIpv4(),
            Iptables.forIpv6(),
            IptablesRestore.forIpv4(),
            IptablesRestore.forIpv6(),
            IptablesSave.forIpv4(),
            IptablesSave.forIpv6(),
            new Nft(),
            new OvsAppctl(),
            new OvsCtl(),
            new OvsDpctl(),
            new OvsOfctl(),
            new OvsVsctl(),
            new Ping(),
            new Python("python"),
            new Python("python3"),
            new Sleep(),
            new Ss(),
            new Sysctl(),
            new Tc(),
            new Tcpdump(),
            new Tracepath(),
            new Traceroute()));

    private Programs() {}

    /** All of them. */
    public static Map<String, Program> all() {
        return ALL;
    }

    private static Map<String, Program> byName(List<Program> programs) {
        Map<String, Program> byName = new LinkedHashMap<>();
        for (Program program : programs) {
            byName.put(program.name(), program);
        }
        return Map.copyOf(byName);
    }
}
