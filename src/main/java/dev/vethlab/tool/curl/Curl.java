package dev.vethlab.tool.curl;

import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import java.util.List;

/** The program {@code curl}. */
public final class Curl implements Service {

    @Override
    public String name() {
        return "curl";
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        try {
            CurlOptions options = CurlOptions.parse(process, arguments);
            Url url = Url.parse(process, options.urls.get(0), options.silent && !options.showError);
            Transfer transfer = new Transfer(process, options, url);
            transfer.begin();
            return transfer;
        } catch (Quit quit) {
            return Activity.over(quit.status());
        }
    }
}
