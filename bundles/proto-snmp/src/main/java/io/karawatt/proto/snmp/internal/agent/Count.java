package io.karawatt.proto.snmp.internal.agent;

import org.snmp4j.smi.OID;

/** What the engine counts, by the names of RFC 1213, 3411, 3412, 3413, 3414 and 3418. */
enum Count {
    /** Messages received. */
    IN_PKTS("snmpInPkts", "1.3.6.1.2.1.11.1"),
    /** Messages sent. */
    OUT_PKTS("snmpOutPkts", "1.3.6.1.2.1.11.2"),
    /** Messages of a version that is unknown or switched off. */
    IN_BAD_VERSIONS("snmpInBadVersions", "1.3.6.1.2.1.11.3"),
    /** Messages with an unknown community. */
    IN_BAD_COMMUNITY_NAMES("snmpInBadCommunityNames", "1.3.6.1.2.1.11.4"),
    /** Messages that wanted more than their community may. */
    IN_BAD_COMMUNITY_USES("snmpInBadCommunityUses", "1.3.6.1.2.1.11.5"),
    /** Messages that are no BER or no SNMP. */
    IN_ASN_PARSE_ERRS("snmpInASNParseErrs", "1.3.6.1.2.1.11.6"),
    /** Variables read. */
    IN_TOTAL_REQ_VARS("snmpInTotalReqVars", "1.3.6.1.2.1.11.13"),
    /** Variables set. */
    IN_TOTAL_SET_VARS("snmpInTotalSetVars", "1.3.6.1.2.1.11.14"),
    /** Gets. */
    IN_GET_REQUESTS("snmpInGetRequests", "1.3.6.1.2.1.11.15"),
    /** GetNexts; the MIB has no counter for GetBulk, so that those are counted here too. */
    IN_GET_NEXTS("snmpInGetNexts", "1.3.6.1.2.1.11.16"),
    /** Sets. */
    IN_SET_REQUESTS("snmpInSetRequests", "1.3.6.1.2.1.11.17"),
    /** Responses with the status tooBig. */
    OUT_TOO_BIGS("snmpOutTooBigs", "1.3.6.1.2.1.11.20"),
    /** Responses with the status noSuchName. */
    OUT_NO_SUCH_NAMES("snmpOutNoSuchNames", "1.3.6.1.2.1.11.21"),
    /** Responses with the status badValue. */
    OUT_BAD_VALUES("snmpOutBadValues", "1.3.6.1.2.1.11.22"),
    /** Responses with the status genErr. */
    OUT_GEN_ERRS("snmpOutGenErrs", "1.3.6.1.2.1.11.24"),
    /** Responses. */
    OUT_GET_RESPONSES("snmpOutGetResponses", "1.3.6.1.2.1.11.28"),
    /** Notifications. */
    OUT_TRAPS("snmpOutTraps", "1.3.6.1.2.1.11.29"),
    /** Requests that got no answer, because nothing fitted or too much was under way. */
    SILENT_DROPS("snmpSilentDrops", "1.3.6.1.2.1.11.31"),
    /** Messages of a security model that is unknown. */
    UNKNOWN_SECURITY_MODELS("snmpUnknownSecurityModels", "1.3.6.1.6.3.11.2.1.1"),
    /** Messages of version 3 that are inconsistent. */
    INVALID_MSGS("snmpInvalidMsgs", "1.3.6.1.6.3.11.2.1.2"),
    /** Messages for another engine. */
    UNKNOWN_PDU_HANDLERS("snmpUnknownPDUHandlers", "1.3.6.1.6.3.11.2.1.3"),
    /** Messages for a context that is away for a while: never. */
    UNAVAILABLE_CONTEXTS("snmpUnavailableContexts", "1.3.6.1.6.3.12.1.4"),
    /** Messages for an unknown context. */
    UNKNOWN_CONTEXTS("snmpUnknownContexts", "1.3.6.1.6.3.12.1.5"),
    /** Messages with a security level that their user can't have. */
    UNSUPPORTED_SEC_LEVELS("usmStatsUnsupportedSecLevels", "1.3.6.1.6.3.15.1.1.1"),
    /** Old, early or replayed messages. */
    NOT_IN_TIME_WINDOWS("usmStatsNotInTimeWindows", "1.3.6.1.6.3.15.1.1.2"),
    /** Messages of unknown users. */
    UNKNOWN_USER_NAMES("usmStatsUnknownUserNames", "1.3.6.1.6.3.15.1.1.3"),
    /** Messages for another engine id; also how managers find out the engine id. */
    UNKNOWN_ENGINE_IDS("usmStatsUnknownEngineIDs", "1.3.6.1.6.3.15.1.1.4"),
    /** Messages with a wrong key. */
    WRONG_DIGESTS("usmStatsWrongDigests", "1.3.6.1.6.3.15.1.1.5"),
    /** Messages that could not be deciphered. */
    DECRYPTION_ERRORS("usmStatsDecryptionErrors", "1.3.6.1.6.3.15.1.1.6");

    private final String label;
    private final String type;

    Count(String label, String type) {
        this.label = label;
        this.type = type;
    }

    /** Name in its standard. */
    String label() {
        return label;
    }

    /** OID of its object type. */
    String type() {
        return type;
    }

    /** OID of its instance. */
    OID instance() {
        return new OID(type + ".0");
    }
}
