package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.route.FibTable;
import java.util.List;

/** How large a machine has grown, in what its limits count. */
record LabSize(int namespaces, int devices, int routes) {

    static LabSize of(Kernel kernel) {
        int devices = 0;
        int routes = 0;
        List<Namespace> namespaces = kernel.all();
        for (Namespace namespace : namespaces) {
            devices += namespace.net().devices().all().size();
            for (FibTable table : namespace.fib().control().tables()) {
                routes += table.size();
            }
        }
        return new LabSize(namespaces.size(), devices, routes);
    }

    /**
     * Looks whether this is allowed.
     *
     * @throws LimitReachedException where it is not
     */
    void check(LabLimits limits) {
        check("namespaces", namespaces, limits.namespaces());
        check("devices", devices, limits.devices());
        check("routes", routes, limits.routes());
    }

    private static void check(String limit, int size, int most) {
        if (size > most) {
            throw new LimitReachedException(limit, most);
        }
    }
}
