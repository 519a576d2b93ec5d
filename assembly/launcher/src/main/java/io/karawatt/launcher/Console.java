package io.karawatt.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/**
 * Sends one command to the console of a running gateway and prints what it answers.
 *
 * <p>Arguments: {@code HOST PORT COMMAND…}. User and password come from the environment ({@value #USER},
 * {@value #PASSWORD}), never from the command line, where every user of the machine could read them.
 *
 * <p>Exit status: 0 the command did what it should, 1 it failed, 2 wrong arguments, 3 nobody listens or the login was
 * refused. The host key is not checked: the console listens on the machine itself only.
 */
public final class Console {

    /** Environment variable with the user of the console. */
    public static final String USER = "KARAWATT_CONSOLE_USER";

    /** Environment variable with the password of that user. */
    public static final String PASSWORD = "KARAWATT_CONSOLE_PASSWORD";

    private static final Duration GREETING = Duration.ofSeconds(10);

    private Console() {}

    /**
     * Runs one command.
     *
     * @param args {@code HOST PORT COMMAND…}; the words of the command are joined with blanks and not interpreted.
     */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // The streams stay open until the end of the process.
        Runtime.getRuntime().halt(run(args, System.getenv(), new FileOutputStream(FileDescriptor.out), err));
    }

    static int run(String[] args, Map<String, String> environment, OutputStream out, PrintStream err) {
        if (args.length < 3 || !args[1].matches("[0-9]{1,5}")) {
            err.println("karawatt: console wants HOST PORT COMMAND");
            return 2;
        }
        String command = String.join(" ", List.of(args).subList(2, args.length));
        int port = Integer.parseInt(args[1]);
        try (SshClient client = client()) {
            client.start();
            try (ClientSession session = client.connect(environment.getOrDefault(USER, ""), args[0], port)
                    .verify(GREETING)
                    .getSession()) {
                session.addPasswordIdentity(environment.getOrDefault(PASSWORD, ""));
                session.auth().verify(GREETING);
                return execute(session, command, out, err);
            }
        } catch (IOException e) {
            err.println("karawatt: no console at " + args[0] + ":" + port + ": " + e.getMessage());
            return 3;
        }
    }

    private static int execute(ClientSession session, String command, OutputStream out, PrintStream err)
            throws IOException {
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(new PlainText(out));
            channel.setErr(new PlainText(err));
            channel.open().verify(GREETING);
            Set<ClientChannelEvent> seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            Integer status = channel.getExitStatus();
            if (status == null || seen.contains(ClientChannelEvent.TIMEOUT)) {
                err.println("karawatt: the connection ended before the command did");
                return 1;
            }
            return status;
        }
    }

    private static SshClient client() {
        // One quick elliptic curve: the negotiation of the others costs more than the command.
        List<KeyExchangeFactory> quick = List.of(ClientBuilder.DH2KEX.apply(BuiltinDHFactories.ecdhp256));
        SshClient client = ClientBuilder.builder().keyExchangeFactories(quick).build();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        return client;
    }
}
