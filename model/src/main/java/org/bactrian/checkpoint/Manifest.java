package org.bactrian.checkpoint;

/**
 * What the manifest of a bundle holds.
 *
 * @param parameters the number of weights
 * @param programSha256 of the program's text
 * @param weightsSha256 of names, shapes and values
 */
record Manifest(ModelBundle.Description description, long parameters, String programSha256, String weightsSha256) {}
