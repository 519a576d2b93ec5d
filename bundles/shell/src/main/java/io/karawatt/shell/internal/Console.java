package io.karawatt.shell.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.karawatt.access.Asker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What one run of a command has at hand: services, given back at its end, and a place to print. */
final class Console implements Services, AutoCloseable {

    /** A place for what nobody wants to see. */
    static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final BundleContext bundles;
    private final @Nullable Session session;
    private final List<ServiceReference<?>> used = new ArrayList<>();

    private Console(BundleContext bundles, @Nullable Session session) {
        this.bundles = bundles;
        this.session = session;
    }

    /** Opens it for a command; Karaf has filled both fields before. */
    static Console of(@Nullable BundleContext bundles, @Nullable Session session) {
        return new Console(Objects.requireNonNull(bundles), Objects.requireNonNull(session));
    }

    /** Opens it for a completer, which prints nothing. */
    static Console of(@Nullable BundleContext bundles) {
        return new Console(Objects.requireNonNull(bundles), null);
    }

    @Override
    public <T> List<T> all(Class<T> contract) {
        List<T> found = new ArrayList<>();
        for (ServiceReference<T> reference : new TreeSet<>(references(contract)).descendingSet()) {
            T service = bundles.getService(reference);
            if (service != null) {
                used.add(reference);
                found.add(service);
            }
        }
        return found;
    }

    /** Prints something as people or programs want it. */
    void show(Shown what, boolean asJson) throws IOException {
        if (asJson) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.setPrettyPrinter(new DefaultPrettyPrinter());
                what.json(json);
            }
            say(text.toString());
        } else {
            out().print(what.text());
            out().flush();
        }
    }

    /** Prints a line. */
    void say(String line) {
        out().println(line);
        out().flush();
    }

    /** Tells whether a person sits before it, on a terminal that can be painted anew. */
    boolean paintable() {
        Terminal terminal = session == null ? null : session.getTerminal();
        return terminal != null && terminal.isAnsiSupported() && terminal.getWidth() > 0;
    }

    /** Asks a person for something that nobody else shall see; asks for nothing where no person sits. */
    String askUnseen(String question) throws IOException, CommandException {
        Session asked = Objects.requireNonNull(session);
        if (asked.getTerminal() == null) {
            throw Messages.failure("seal.terminal");
        }
        String answer = asked.readLine(question, '\0');
        return answer == null ? "" : answer;
    }

    /** Returns who sits before it. */
    String user() {
        Object user = session == null ? null : session.get("USER");
        return user == null ? "anonymous" : user.toString();
    }

    /** Returns who asks, for the access policy. */
    Asker asker() {
        return new Asker("console", user(), Origin.address());
    }

    PrintStream out() {
        return Objects.requireNonNull(session).getConsole();
    }

    @Override
    public void close() {
        used.forEach(bundles::ungetService);
        used.clear();
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> contract) {
        try {
            return bundles.getServiceReferences(contract, null);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("no filter was given", impossible);
        }
    }
}
