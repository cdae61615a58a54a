package dev.imprimatur.db.merkle;

/**
 * Where a complete subtree stands.
 *
 * @param level its height: it covers 2^level leaves
 * @param index which of its level, from 0
 */
public record NodePosition(int level, long index) {}
