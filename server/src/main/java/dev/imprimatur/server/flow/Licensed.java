package dev.imprimatur.server.flow;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.licence.Licence;

/**
 * A request whose caller has accepted the model's licence.
 *
 * @param acceptance under which it is asked for
 * @param bundle that is in force now and decides on this request to its end
 */
record Licensed(
    GenerationRequest request,
    Account account,
    Licence licence,
    Acceptance acceptance,
    PolicyBundle bundle) {}
