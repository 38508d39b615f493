package dev.vethlab.tool.python;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.TcpSocket;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;

/** {@code python3 -m http.server} as it runs. */
final class HttpServer extends Activity {

    private static final int BACKLOG = 5;
    private static final int INTERRUPT_STATUS = 0;

    private static final String TRACEBACK = """
            Traceback (most recent call last):
              File "<frozen runpy>", line 198, in _run_module_as_main
              File "<frozen runpy>", line 88, in _run_code
              File "/usr/lib/python3.11/http/server.py", line 1309, in <module>
                test(
              File "/usr/lib/python3.11/http/server.py", line 1256, in test
                with ServerClass(addr, HandlerClass) as httpd:
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              File "/usr/lib/python3.11/socketserver.py", line 456, in __init__
                self.server_bind()
              File "/usr/lib/python3.11/http/server.py", line 1303, in server_bind
                return super().server_bind()
                       ^^^^^^^^^^^^^^^^^^^^^
              File "/usr/lib/python3.11/http/server.py", line 136, in server_bind
                socketserver.TCPServer.server_bind(self)
              File "/usr/lib/python3.11/socketserver.py", line 472, in server_bind
                self.socket.bind(self.server_address)
            """;

    private final Process process;
    private final TcpSocket socket;
    private final List<HttpConnection> connections = new ArrayList<>();

    HttpServer(Process process, Ipv4Address address, int port) {
        this.process = process;
        this.socket = process.namespace().sockets().tcp();
        socket.setReuse(true, false);
        try {
            socket.bind(address, port);
            socket.listen(BACKLOG);
        } catch (KernelException refused) {
            process.refused(refused);
            process.err(TRACEBACK + "OSError: [Errno " + refused.errno().number() + "] "
                    + refused.errno().words() + "\n");
            end(1);
            return;
        }
        int taken = socket.localPort();
        process.out("Serving HTTP on " + address + " port " + taken + " (http://" + address + ":" + taken + "/) ...\n");
        socket.setListener(this::accept);
    }

    private void accept() {
        TcpSocket connection;
        while ((connection = socket.accept()) != null) {
            connections.add(new HttpConnection(process, connection));
        }
    }

    @Override
    public void signal(int number) {
        if (number == INTERRUPTED && !hasEnded()) {
            process.out("\nKeyboard interrupt received, exiting.\n");
            end(INTERRUPT_STATUS);
        } else {
            super.signal(number);
        }
    }

    @Override
    protected void release() {
        socket.close();
        connections.forEach(HttpConnection::close);
    }
}
