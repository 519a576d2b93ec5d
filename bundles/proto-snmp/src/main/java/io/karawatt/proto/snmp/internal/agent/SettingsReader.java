package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.secret.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a configuration as the operator wrote it; every complaint says key, value, what is allowed and which file. */
final class SettingsReader {

    /** Communities that are printed in manuals, in small letters. */
    private static final Set<String> PUBLISHED = Set.of("public", "private", "publicv2", "privatev2");

    private static final int LONGEST_COMMUNITY = 64;
    private static final int SHORTEST_PHRASE = 8;
    private static final int LONGEST_PHRASE = 64;
    private static final int LONGEST_USER = 32;
    private static final int LONGEST_TEXT = 255;
    private static final String FILE = " in etc/" + SnmpServer.PID + ".cfg ";

    private final AgentConfig config;
    private final @Nullable Secrets secrets;
    private final List<String> notices = new ArrayList<>();

    private SettingsReader(AgentConfig config, @Nullable Secrets secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    /**
     * Reads a configuration.
     *
     * @param config as the operator wrote it.
     * @param secrets opens sealed texts; null while nobody can.
     * @return the settings.
     * @throws IllegalArgumentException in plain words when something is wrong.
     */
    static AgentSettings read(AgentConfig config, @Nullable Secrets secrets) {
        return new SettingsReader(config, secrets).settings();
    }

    private AgentSettings settings() {
        Set<Version> versions = versions();
        List<Community> communities = communities(versions);
        List<User> users = users(versions);
        if (communities.isEmpty() && users.isEmpty()) {
            notices.add("nobody is accepted: set a community or a user" + FILE.stripTrailing());
        }
        return new AgentSettings(
                config.bind().trim(),
                within("port", config.port(), 0, 65_535),
                versions,
                communities,
                users,
                limits(),
                new Engine.Terms(
                        text("contact", config.contact()),
                        text("location", config.location()),
                        "strict".equals(oneOf("compatibility", config.compatibility(), List.of("zero", "strict")))),
                config.authentication_traps(),
                notices);
    }

    private Set<Version> versions() {
        Set<Version> versions = EnumSet.noneOf(Version.class);
        if (config.v1_enabled()) {
            versions.add(Version.V1);
        }
        if (config.v2c_enabled()) {
            versions.add(Version.V2C);
        }
        if (config.v3_enabled()) {
            versions.add(Version.V3);
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "no version is switched on: set v1.enabled, v2c.enabled or v3.enabled" + FILE + "to true");
        }
        return versions;
    }

    private AgentSettings.Limits limits() {
        return new AgentSettings.Limits(
                within("max.request.bytes", config.max_request_bytes(), 484, 65_507),
                within("max.response.bytes", config.max_response_bytes(), 484, 65_507),
                within("max.repetitions", config.max_repetitions(), 1, 10_000),
                within("max.bindings", config.max_bindings(), 1, 4096),
                within("max.sets", config.max_sets(), 1, 256),
                within("set.s", config.set_s(), 1, 60));
    }

    private List<Community> communities(Set<Version> versions) {
        List<Community> found = new ArrayList<>();
        if (versions.contains(Version.V1)) {
            pair(found, Version.V1, config.v1_read_community(), config.v1_write_community());
        }
        if (versions.contains(Version.V2C)) {
            pair(found, Version.V2C, config.v2c_read_community(), config.v2c_write_community());
        }
        return found;
    }

    private void pair(List<Community> found, Version version, String readText, String writeText) {
        String readKey = version.label() + ".read.community";
        String writeKey = version.label() + ".write.community";
        String read = community(readKey, readText);
        String write = community(writeKey, writeText);
        if (!read.isEmpty() && read.equals(write)) {
            throw new IllegalArgumentException(readKey + " and " + writeKey + FILE
                    + "are the same: whoever reads could write; choose two different ones or leave one empty");
        }
        accept(found, read, new Grant(version, version.label() + " read community", false, Level.NO_AUTH, false));
        accept(found, write, new Grant(version, version.label() + " write community", true, Level.NO_AUTH, false));
    }

    private static void accept(List<Community> found, String text, Grant grant) {
        if (!text.isEmpty()) {
            found.add(new Community(text, grant));
        }
    }

    private String community(String key, String written) {
        String text = opened(key, written);
        if (text.length() > LONGEST_COMMUNITY) {
            throw new IllegalArgumentException(key + FILE + "has " + text.length() + " characters; at most "
                    + LONGEST_COMMUNITY + " are possible");
        }
        if (PUBLISHED.contains(text.toLowerCase(Locale.ROOT)) && !config.published_communities()) {
            notices.add(key + " is still the published '" + text + "', which is not accepted: set another one" + FILE
                    + "(or published.communities = true if everybody may know it)");
            return "";
        }
        return text;
    }

    private List<User> users(Set<Version> versions) {
        List<User> users = new ArrayList<>();
        if (!versions.contains(Version.V3)) {
            return users;
        }
        Wish read = new Wish(
                "v3.read",
                config.v3_read_user(),
                config.v3_read_auth(),
                config.v3_read_auth_pass(),
                config.v3_read_priv(),
                config.v3_read_priv_pass(),
                config.v3_read_level());
        Wish write = new Wish(
                "v3.write",
                config.v3_write_user(),
                config.v3_write_auth(),
                config.v3_write_auth_pass(),
                config.v3_write_priv(),
                config.v3_write_priv_pass(),
                config.v3_write_level());
        if (!read.user().isEmpty() && read.user().equals(write.user())) {
            throw new IllegalArgumentException("v3.read.user and v3.write.user" + FILE + "are both '" + read.user()
                    + "': choose two different names or leave one empty");
        }
        if (!read.user().isEmpty()) {
            users.add(user(read, false));
        }
        if (!write.user().isEmpty()) {
            users.add(user(write, true));
        }
        return users;
    }

    /** What the operator wrote about one user. */
    private record Wish(
            String key, String user, String auth, String authPass, String priv, String privPass, String level) {}

    private User user(Wish wish, boolean write) {
        if (wish.user().length() > LONGEST_USER || wish.user().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    wish.key() + ".user" + FILE + "must have at most " + LONGEST_USER + " printable ASCII characters");
        }
        Authentication authentication =
                choice(wish.key() + ".auth", wish.auth(), Authentication.values(), Authentication::label);
        Privacy privacy = choice(wish.key() + ".priv", wish.priv(), Privacy.values(), Privacy::label);
        Level level = choice(wish.key() + ".level", wish.level(), Level.values(), Level::label);
        refuseWeak(wish.key() + ".auth", authentication.label(), authentication.weak());
        refuseWeak(wish.key() + ".priv", privacy.label(), privacy.weak());
        refuseWeak(wish.key() + ".level", level.label(), level != Level.PRIV);
        if (authentication == Authentication.NONE && privacy != Privacy.NONE) {
            throw new IllegalArgumentException(wish.key() + ".priv = " + privacy.label() + FILE
                    + "needs an authentication protocol too: set " + wish.key() + ".auth");
        }
        Level best = privacy != Privacy.NONE
                ? Level.PRIV
                : authentication != Authentication.NONE ? Level.AUTH : Level.NO_AUTH;
        if (level.compareTo(best) > 0) {
            throw new IllegalArgumentException(wish.key() + ".level = " + level.label() + FILE
                    + "can't be reached by this user; with its protocols the highest is " + best.label());
        }
        return new User(
                new Grant(Version.V3, wish.user(), write, level, true),
                authentication,
                authentication == Authentication.NONE ? "" : phrase(wish.key() + ".auth.pass", wish.authPass()),
                privacy,
                privacy == Privacy.NONE ? "" : phrase(wish.key() + ".priv.pass", wish.privPass()));
    }

    private void refuseWeak(String key, String label, boolean weak) {
        if (weak && !config.weak_algorithms()) {
            throw new IllegalArgumentException(key + " = " + label + FILE
                    + "is too weak; choose a stronger one, or set weak.algorithms = true if a manager knows no better");
        }
    }

    private String phrase(String key, String written) {
        String text = opened(key, written);
        if (text.length() < SHORTEST_PHRASE || text.length() > LONGEST_PHRASE) {
            throw new IllegalArgumentException(key + FILE + "has " + text.length() + " characters; it must have "
                    + SHORTEST_PHRASE + " to " + LONGEST_PHRASE + " (managers of meters often take at most 16)");
        }
        return text;
    }

    private String opened(String key, String written) {
        if (!written.startsWith(Secrets.MARK)) {
            return written;
        }
        if (secrets == null) {
            throw new IllegalArgumentException(
                    key + FILE + "is sealed, and the bundle core-secrets, which opens it, does not run: start it");
        }
        try {
            return secrets.open(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + FILE + "can't be opened: " + e.getMessage() + "; write it again in plain text", e);
        }
    }

    private static String text(String key, String value) {
        if (value.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    key + FILE + "has " + value.length() + " characters; at most " + LONGEST_TEXT + " are possible");
        }
        return value;
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " = " + value + FILE + "is outside " + least + ".." + most);
        }
        return value;
    }

    private static String oneOf(String key, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(
                    key + " = " + value + FILE + "is not known; possible: " + String.join(", ", allowed));
        }
        return value;
    }

    private static <T> T choice(String key, String value, T[] all, Function<T, String> label) {
        return Arrays.stream(all)
                .filter(one -> label.apply(one).equalsIgnoreCase(value.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " = " + value + FILE + "is not known; possible: "
                        + Arrays.stream(all).map(label).collect(Collectors.joining(", "))));
    }
}
