package io.karawatt.access;

import org.osgi.annotation.versioning.ProviderType;

/** Decides who may do what. A face asks before each write or command; the face publishes the refusal. */
@ProviderType
public interface AccessPolicy {

    /**
     * Decides.
     *
     * @param request who wants what.
     * @return the answer; quick, never throws.
     */
    AccessDecision decide(AccessRequest request);
}
