package org.bactrian.embedded;

import java.nio.file.Path;

/** Where a server keeps its data and listens; port 0 is any free one. */
record ServerPlace(Path data, int port) {}
