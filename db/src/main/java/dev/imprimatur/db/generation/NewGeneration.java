package dev.imprimatur.db.generation;

import dev.imprimatur.db.account.Account;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that is taken in.
 *
 * @param owner who asks
 * @param tenant under whose rules it was decided, if under any
 * @param model what is asked to draw
 */
public record NewGeneration(UUID id, Account owner, Optional<String> tenant, String model) {}
