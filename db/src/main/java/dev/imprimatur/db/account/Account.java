package dev.imprimatur.db.account;

import java.util.UUID;

/**
 * Somebody who uses the gateway.
 *
 * @param id within this database
 * @param pseudonym what records and policies see instead of a name
 * @param userName the name officers know them by
 */
public record Account(UUID id, String pseudonym, String userName) {}
