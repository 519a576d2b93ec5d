package io.karawatt.shell.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;

/**
 * Looks services up when a command runs. A command that had them injected would vanish together with the bundle it
 * asks, and people would read "command not found" where they need to know what is not running.
 */
interface Services {

    /** Returns all services of a contract, in the order of their service ids; empty when there is none. */
    <T> List<T> all(Class<T> contract);

    /** Returns a service of a contract, or empty when its bundle does not run. */
    default <T> Optional<T> find(Class<T> contract) {
        return all(contract).stream().findFirst();
    }

    /** Returns a service, or ends the command by saying which bundle is missing. */
    default <T> T need(Class<T> contract) throws CommandException {
        Optional<T> service = find(contract);
        if (service.isEmpty()) {
            throw Messages.failure("missing." + contract.getSimpleName());
        }
        return service.get();
    }
}
