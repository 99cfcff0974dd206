package org.bactrian.torchscript;

/** Where the parts of an archive lie within it. */
final class ArchiveEntries {

    static final String PICKLE = "archive/data.pkl";
    static final String CODE = "archive/code/__torch__.py";
    static final String DATA = "archive/data/";
    static final String CONSTANTS = "archive/constants.pkl";
    static final String BYTE_ORDER = "archive/byteorder";
    static final String VERSION = "archive/version";
    static final String EXTRA = "archive/extra/";

    private ArchiveEntries() {}
}
