package dev.imprimatur.server.flow;

import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import java.time.Duration;
import java.util.Optional;

/**
 * How much may wait at once. The check belongs into the transaction that admits: it holds a lock
 * until the end of that transaction, so that no two requests take the last place.
 *
 * @param perAccount unfinished generations of one account
 * @param inAll unfinished generations of everybody
 */
record Capacity(int perAccount, int inAll) {
  private static final Duration OWN = Duration.ofSeconds(10);
  private static final Duration ALL = Duration.ofSeconds(30);

  Optional<Submission> exceeded(Stores stores, Account account) {
    stores.generations().serialiseAdmissions();
    if (stores.generations().open(account) >= perAccount) {
      return Optional.of(new Submission.Busy(true, OWN));
    }
    if (stores.generations().open() >= inAll) {
      return Optional.of(new Submission.Busy(false, ALL));
    }
    return Optional.empty();
  }
}
