package io.karawatt.profile;

/** Registered as a service by whoever must know that profiles came, changed or went. */
public interface ProfilesListener {

    /**
     * Tells that the profiles changed; also called once when the listener comes. Must return quickly and not throw.
     *
     * @param profiles the profiles as they are now.
     */
    void profilesChanged(Profiles profiles);
}
