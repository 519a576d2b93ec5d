package io.karawatt.proto.bacnet.internal.service;

/** Service choices (clause 21) of what is served here. */
public final class Services {

    /** ConfirmedCOVNotification. */
    public static final int CONFIRMED_COV_NOTIFICATION = 1;

    /** UnconfirmedCOVNotification. */
    public static final int UNCONFIRMED_COV_NOTIFICATION = 2;

    /** SubscribeCOV. */
    public static final int SUBSCRIBE_COV = 5;

    /** ReadProperty. */
    public static final int READ_PROPERTY = 12;

    /** ReadPropertyMultiple. */
    public static final int READ_PROPERTY_MULTIPLE = 14;

    /** WriteProperty. */
    public static final int WRITE_PROPERTY = 15;

    /** ReadRange. */
    public static final int READ_RANGE = 26;

    /** SubscribeCOVProperty. */
    public static final int SUBSCRIBE_COV_PROPERTY = 28;

    private Services() {}
}
