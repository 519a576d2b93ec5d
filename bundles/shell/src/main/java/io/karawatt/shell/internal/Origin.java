package io.karawatt.shell.internal;

import java.security.AccessController;
import java.security.Principal;
import java.util.Collection;
import java.util.Set;
import javax.security.auth.Subject;

/** From where a console is used: Karaf keeps it, as {@code ssh(/192.0.2.7:49152)}, with the user that logged in. */
final class Origin {

    /** Who sits before the gateway itself uses no network. */
    static final String HERE = "127.0.0.1";

    private static final String CLIENT = "ClientPrincipal";

    private Origin() {}

    /** Returns the address of the client whose command runs on this thread. */
    @SuppressWarnings("removal") // The replacement comes with Java 18.
    static String address() {
        Subject subject = Subject.getSubject(AccessController.getContext());
        return address(subject == null ? Set.of() : subject.getPrincipals());
    }

    /** Finds the address of the client among what is known of a user. */
    static String address(Collection<Principal> principals) {
        return principals.stream()
                .filter(principal -> principal.getClass().getSimpleName().equals(CLIENT))
                .map(Principal::getName)
                .filter(name -> name.endsWith(")") && name.contains("("))
                .map(name -> name.substring(name.indexOf('(') + 1, name.length() - 1))
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .findFirst()
                .orElse(HERE);
    }
}
