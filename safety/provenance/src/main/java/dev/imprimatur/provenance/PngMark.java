package dev.imprimatur.provenance;

/**
 * What a released picture says of itself. None of it is secret, and none of it is the prompt.
 *
 * @param generationId the generation it belongs to, whose receipt tells the rest
 * @param imageIndex which picture of it, from 0
 * @param model the model that drew it
 * @param licence the licence it was drawn under
 * @param logOrigin the log that holds the entry
 */
public record PngMark(
    String generationId, int imageIndex, String model, String licence, String logOrigin) {}
