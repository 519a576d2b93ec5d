package io.karawatt.profile;

/** In which order the 16-bit words of a wider number lie; the bytes inside a word are always big-endian. */
public enum WordOrder {
    /** Most significant word first (ABCD), as Socomec and most meters do. */
    HIGH_FIRST,
    /** Least significant word first (CDAB). */
    LOW_FIRST
}
