package dev.vethlab.kernel.sysctl;

import java.util.List;
import java.util.Optional;

/** A directory under /proc/sys. */
public non-sealed interface SysctlDirectory extends SysctlNode {

    /** The names in it, in the order in which /proc lists them. */
    List<String> names();

    /** What has this name; device names may contain dots, which are not separators here. */
    Optional<SysctlNode> child(String name);
}
