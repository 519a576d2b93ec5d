package io.karawatt.journal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The latest entries of the logbook, bounded. */
@ProviderType
public interface Journal {

    /**
     * Returns the latest entries.
     *
     * @param most largest number of entries wanted, 1 or more.
     * @return newest last.
     */
    List<JournalEntry> latest(int most);
}
