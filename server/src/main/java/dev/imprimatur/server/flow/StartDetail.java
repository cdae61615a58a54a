package dev.imprimatur.server.flow;

/**
 * A picture that others start from.
 *
 * @param generation whose picture it is
 * @param index of the picture
 * @param pixelHash SHA-256 over its pixels, as the record of that generation has it
 * @param strength how much of the way from noise was gone again: above 0, at most 1
 */
public record StartDetail(String generation, int index, String pixelHash, double strength) {}
