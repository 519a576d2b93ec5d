package io.karawatt.profile.read.internal;

import io.karawatt.profile.ProfileProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one file, so that all can be mended in one go; bounded. */
public final class Faults {

    private static final int MOST = 50;

    private final String file;
    private final List<ProfileProblem> problems = new ArrayList<>();
    private boolean more;

    /**
     * Starts without faults.
     *
     * @param file how the file is called in reports.
     */
    public Faults(String file) {
        this.file = file;
    }

    /**
     * Adds a fault.
     *
     * @param line line in the file, from 1; 0 for the file as a whole.
     * @param reason what is wrong and how to mend it.
     */
    public void add(int line, String reason) {
        if (problems.size() < MOST) {
            problems.add(new ProfileProblem(file, line, reason));
        } else if (!more) {
            more = true;
            problems.add(new ProfileProblem(file, line, "more faults follow; mend these first"));
        }
    }

    /**
     * Returns how the file is called.
     *
     * @return the name used in reports.
     */
    public String file() {
        return file;
    }

    /**
     * Tells whether the file is good so far.
     *
     * @return true when nothing was added.
     */
    public boolean none() {
        return problems.isEmpty();
    }

    /**
     * Tells whether it is worth looking for more.
     *
     * @return true when no further fault will be kept.
     */
    public boolean full() {
        return more;
    }

    /**
     * Returns the faults.
     *
     * @return in the order in which they were found.
     */
    public List<ProfileProblem> problems() {
        return problems;
    }
}
