package org.bactrian.store;

/**
 * What a store says of an object.
 *
 * @param size bytes
 * @param etag changes when the content does; without the quotes that HTTP puts around it
 */
public record ObjectInfo(long size, String etag) {

    /** Takes the quotes off. */
    public ObjectInfo {
        etag = etag.replace("\"", "");
    }
}
