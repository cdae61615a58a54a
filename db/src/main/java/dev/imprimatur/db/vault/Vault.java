package dev.imprimatur.db.vault;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what is kept of an account with that account's own key. */
public final class Vault {
  private static final int KEY_LENGTH = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final EntityManager entities;
  private final MasterKey masterKey;

  /** A vault over the keys that {@code entities} reaches. */
  public Vault(EntityManager entities, MasterKey masterKey) {
    this.entities = entities;
    this.masterKey = masterKey;
  }

  /**
   * Encrypts {@code plain} for {@code account}, making its key on first use.
   *
   * @param purpose what it is; needed again for decrypting
   */
  public byte[] seal(UUID account, String purpose, byte[] plain) {
    DataKeyEntity stored = entities.find(DataKeyEntity.class, account);
    SecretKey key = stored == null ? newKey(account) : unwrap(account, stored);
    return AesGcm.encrypt(key, context(account, purpose), plain);
  }

  /**
   * Decrypts.
   *
   * @throws UnreadableException when the account's key is gone or the data was changed
   */
  public byte[] open(UUID account, String purpose, byte[] sealed) {
    DataKeyEntity stored = entities.find(DataKeyEntity.class, account);
    if (stored == null) {
      throw new UnreadableException("the key of account " + account + " was erased", null);
    }
    return AesGcm.decrypt(unwrap(account, stored), context(account, purpose), sealed);
  }

  private SecretKey newKey(UUID account) {
    byte[] key = new byte[KEY_LENGTH];
    RANDOM.nextBytes(key);
    // Two first secrets of one account may be sealed together; the loser finds the winner's key.
    entities
        .createNativeQuery(
            "insert into data_key (account_id, wrapped) values (?1, ?2)"
                + " on conflict (account_id) do nothing")
        .setParameter(1, account)
        .setParameter(2, AesGcm.encrypt(masterKey.wrappingKey(), context(account, "key"), key))
        .executeUpdate();
    return unwrap(account, entities.find(DataKeyEntity.class, account));
  }

  private SecretKey unwrap(UUID account, DataKeyEntity stored) {
    byte[] key = AesGcm.decrypt(masterKey.wrappingKey(), context(account, "key"), stored.wrapped());
    return new SecretKeySpec(key, "AES");
  }

  private static String context(UUID account, String purpose) {
    return account + "/" + purpose;
  }
}
