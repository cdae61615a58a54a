package dev.imprimatur.db.account;

import dev.imprimatur.db.vault.MasterKey;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Connects subjects of the identity provider with accounts. */
public final class Accounts {
  private final EntityManager entities;
  private final MasterKey masterKey;

  /** Accounts that {@code entities} reaches, with pseudonyms made with {@code masterKey}. */
  public Accounts(EntityManager entities, MasterKey masterKey) {
    this.entities = entities;
    this.masterKey = masterKey;
  }

  /** The account of {@code subject}, made on the first visit. */
  public Account seen(String subject, String userName, Instant at) {
    // Two first requests of one user may arrive together; the loser finds the winner's row, which
    // it may meet at the pseudonym before it meets it at the subject.
    entities
        .createNativeQuery(
            "insert into account (id, subject, pseudonym, user_name, seen_at)"
                + " values (?1, ?2, ?3, ?4, ?5) on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, subject)
        .setParameter(3, masterKey.pseudonym(subject))
        .setParameter(4, userName)
        .setParameter(5, at)
        .executeUpdate();
    List<AccountEntity> found =
        entities
            .createQuery("from AccountEntity where subject = ?1", AccountEntity.class)
            .setParameter(1, subject)
            .getResultList();
    AccountEntity account = found.getFirst();
    account.seen(userName, at);
    return account.account();
  }

  /** Lets one transaction at a time go on for {@code account}, until it ends. */
  public void serialise(Account account) {
    entities
        .createNativeQuery("select 1 from account where id = ?1 for no key update", Integer.class)
        .setParameter(1, account.id())
        .getSingleResult();
  }

  /** The account of that id. */
  public Optional<Account> find(UUID id) {
    return Optional.ofNullable(entities.find(AccountEntity.class, id)).map(AccountEntity::account);
  }
}
