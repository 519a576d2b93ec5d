package io.karawatt.proto.bacnet.internal.cov;

import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.object.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps subscriptions over a restart: one a line, written as a whole and then moved into place, so that there is always
 * a whole file. A line that can't be read is left out.
 */
final class SubscriptionFile {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionFile.class);
    private static final String HEADER = "# device object property process recipient confirmed increment until";
    private static final int CELLS = 8;

    private final Path file;

    SubscriptionFile(Path file) {
        this.file = file;
    }

    /** Reads what was kept, at most that many. */
    List<Subscription> load(int most) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            List<Subscription> kept = new ArrayList<>();
            lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .limit(most)
                    .forEach(line -> parse(line).ifPresent(kept::add));
            return kept;
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("subscriptions in {} can't be read and are lost: clients must subscribe again", file, e);
            return List.of();
        }
    }

    /** Writes all. */
    void save(Collection<Subscription> all) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        all.forEach(subscription -> lines.add(line(subscription)));
        try {
            WholeFile.write(file, lines);
        } catch (IOException e) {
            LOG.warn("subscriptions can't be kept in {}: after a restart clients must subscribe again", file, e);
        }
    }

    private static String line(Subscription one) {
        Subscription.Key key = one.key();
        return String.join(
                " ",
                Integer.toString(key.device()),
                Integer.toUnsignedString(key.object()),
                Integer.toString(key.property()),
                Long.toString(key.process()),
                key.recipient().text(),
                Boolean.toString(one.confirmed()),
                Double.toString(one.increment()),
                one.until().toString());
    }

    private Optional<Subscription> parse(String line) {
        String[] cells = line.split(" ", -1);
        try {
            if (cells.length != CELLS) {
                throw new IllegalArgumentException(cells.length + " words instead of " + CELLS);
            }
            Subscription.Key key = new Subscription.Key(
                    Integer.parseInt(cells[0]),
                    Integer.parseUnsignedInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    Long.parseLong(cells[3]),
                    BacnetAddress.parse(cells[4]));
            return Optional.of(new Subscription(
                    key, Boolean.parseBoolean(cells[5]), Double.parseDouble(cells[6]), Instant.parse(cells[7])));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            LOG.warn("{}: '{}' is no subscription: {}", file, line, e.getMessage());
            return Optional.empty();
        }
    }
}
