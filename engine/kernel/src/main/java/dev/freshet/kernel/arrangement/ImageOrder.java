package dev.freshet.kernel.arrangement;

import java.util.Arrays;

/** A total order of images (ranges of bytes): two that compare as 0 are the same bytes. Stateless. */
@FunctionalInterface
public interface ImageOrder {
    /** Byte by byte, unsigned, a prefix first. */
    ImageOrder BYTES = (a, aFrom, aLength, b, bFrom, bLength) ->
            Arrays.compareUnsigned(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);

    /** Less than, equal to or greater than 0 as the first image stands before, is, or stands after the second. */
    int compare(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength);
}
