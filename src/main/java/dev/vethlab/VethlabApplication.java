package dev.vethlab;

import dev.vethlab.cli.Command;
import dev.vethlab.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: {@code java -jar vethlab.jar --server.port=8080}; commands that need none: {@code java -jar vethlab.jar verify LAB}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VethlabApplication {

    /** Starts the service, or runs the command that the arguments begin with: {@code verify}, {@code run}. */
    public static void main(String[] arguments) {
        Optional<Command> command = Command.named(arguments);
        if (command.isEmpty()) {
            SpringApplication.run(VethlabApplication.class, arguments);
        } else {
            System.exit(command.get().run(arguments, terminal()));
        }
    }

    private static Terminal terminal() {
        return new Terminal(
                new FileInputStream(FileDescriptor.in), printer(FileDescriptor.out), printer(FileDescriptor.err));
    }

    private static PrintStream printer(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
