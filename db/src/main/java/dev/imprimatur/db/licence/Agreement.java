package dev.imprimatur.db.licence;

/**
 * What a user agrees to.
 *
 * @param model that is used under the licence; empty in acceptances from before models were named
 * @param licenceId which licence
 * @param version which version of it
 * @param textSha256 of the text that was shown, lower-case hex
 */
public record Agreement(String model, String licenceId, String version, String textSha256) {}
