package dev.imprimatur.policy.explanation;

/**
 * A setting that would have to be another.
 *
 * @param name of the setting, for example {@code steps} or {@code size}
 * @param from what was asked for
 * @param to the nearest value that passes
 */
public record SettingChange(String name, String from, String to) {}
