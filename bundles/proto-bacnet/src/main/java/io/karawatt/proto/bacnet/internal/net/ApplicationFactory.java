package io.karawatt.proto.bacnet.internal.net;

/** Makes the application when the server opens; registered as a service of this bundle. */
public interface ApplicationFactory {

    /**
     * Makes an application; called once an opened server, before any request.
     *
     * @param terms what it must know of the settings.
     * @param outbound what it may start by itself.
     * @return the application; closed by the caller.
     */
    Application open(Terms terms, Outbound outbound);
}
