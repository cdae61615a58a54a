package dev.imprimatur.server.flow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.policy.licence.Licence;

/** A request whose caller has accepted the model's licence. */
record Licensed(GenerationRequest request, Account account, Licence licence) {}
