package dev.imprimatur.db.upload;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.lock.AdvisoryLock;
import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pictures that people bring. One that has expired is as good as gone. */
public final class Uploads {
  private static final String PICTURE = "upload";
  private static final String DETAIL = "upload-detail";

  private static final List<GenerationState> OPEN =
      Arrays.stream(GenerationState.values()).filter(state -> !state.isFinal()).toList();

  private static final String IN_USE =
      "exists (select 1 from UseEntity used join GenerationEntity generation"
          + " on generation.id = used.generationId"
          + " where used.uploadId = upload.id and generation.state in :open)";

  private final EntityManager entities;
  private final Vault vault;

  /** Uploads that {@code entities} reaches. */
  public Uploads(EntityManager entities, Vault vault) {
    this.entities = entities;
    this.vault = vault;
  }

  /** Takes a picture in. */
  public void add(Account owner, Upload upload, byte[] png) {
    entities.persist(
        new UploadEntity(
            owner.id(),
            upload,
            vault.seal(owner.id(), DETAIL, upload.detail().getBytes(StandardCharsets.UTF_8)),
            vault.seal(owner.id(), PICTURE, png)));
  }

  /** A picture of {@code owner}. */
  public Optional<Upload> find(Account owner, UUID id, Instant at) {
    return own(owner, id, at).map(this::upload);
  }

  /** The file of a picture of {@code owner}. */
  public Optional<byte[]> picture(Account owner, UUID id, Instant at) {
    return own(owner, id, at).map(row -> vault.open(row.accountId(), PICTURE, row.png()));
  }

  /** The pictures of {@code owner}, newest first. */
  public List<Upload> all(Account owner, Instant at) {
    return entities
        .createQuery(
            "select upload from UploadEntity upload"
                + " where accountId = :owner and expiresAt > :at order by createdAt desc, id desc",
            UploadEntity.class)
        .setParameter("owner", owner.id())
        .setParameter("at", at)
        .getResultStream()
        .map(this::upload)
        .toList();
  }

  /**
   * Whether {@code owner} has this picture; if so, nobody removes it before this transaction ends.
   */
  public boolean keep(Account owner, UUID id, Instant at) {
    AdvisoryLock.UPLOAD_REMOVAL.share(entities);
    return entities
            .createQuery(
                "select count(*) from UploadEntity"
                    + " where id = :id and accountId = :owner and expiresAt > :at",
                Long.class)
            .setParameter("id", id)
            .setParameter("owner", owner.id())
            .setParameter("at", at)
            .getSingleResult()
        == 1;
  }

  /** Notes that a generation starts from a picture, which {@link #keep} found. */
  public void use(UUID id, UUID generation) {
    entities.persist(new UseEntity(id, generation));
  }

  /** The file of a picture that a generation starts from. */
  public Optional<byte[]> usedBy(UUID generation, UUID id) {
    return Optional.ofNullable(entities.find(UseEntity.class, new UseEntity.Key(id, generation)))
        .map(use -> entities.find(UploadEntity.class, id))
        .map(row -> vault.open(row.accountId(), PICTURE, row.png()));
  }

  /** Removes a picture of {@code owner}, unless a request that starts from it is not final. */
  public Removal remove(Account owner, UUID id, Instant at) {
    AdvisoryLock.UPLOAD_REMOVAL.hold(entities);
    if (own(owner, id, at).isEmpty()) {
      return Removal.UNKNOWN;
    }
    int removed =
        entities
            .createQuery("delete from UploadEntity upload where id = :id and not " + IN_USE)
            .setParameter("id", id)
            .setParameter("open", OPEN)
            .executeUpdate();
    return removed == 1 ? Removal.REMOVED : Removal.IN_USE;
  }

  /** Removes everybody's pictures that have expired; how many. */
  public int removeExpired(Instant at) {
    AdvisoryLock.UPLOAD_REMOVAL.hold(entities);
    return entities
        .createQuery("delete from UploadEntity upload where expiresAt <= :at and not " + IN_USE)
        .setParameter("at", at)
        .setParameter("open", OPEN)
        .executeUpdate();
  }

  private Optional<UploadEntity> own(Account owner, UUID id, Instant at) {
    return Optional.ofNullable(entities.find(UploadEntity.class, id))
        .filter(row -> row.accountId().equals(owner.id()) && !row.expired(at));
  }

  private Upload upload(UploadEntity row) {
    return row.upload(
        new String(vault.open(row.accountId(), DETAIL, row.detail()), StandardCharsets.UTF_8));
  }
}
