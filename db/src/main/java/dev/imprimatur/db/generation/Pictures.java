package dev.imprimatur.db.generation;

import dev.imprimatur.db.vault.Vault;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The pictures of generations, encrypted. */
final class Pictures {
  private static final String PURPOSE = "picture";

  private final EntityManager entities;
  private final Vault vault;

  Pictures(EntityManager entities, Vault vault) {
    this.entities = entities;
    this.vault = vault;
  }

  void keep(GenerationEntity row, List<NewImage> images) {
    for (NewImage image : images) {
      entities.persist(
          new ImageEntity(row.id(), image, vault.seal(row.accountId(), PURPOSE, image.png())));
    }
  }

  /** Lets the owner have a held picture. */
  void release(UUID id, int index) {
    entities.persist(new ReleaseEntity(new ImageEntity.Key(id, index)));
  }

  /** A picture that its owner may have. */
  Optional<byte[]> released(UUID id, int index) {
    GenerationEntity row = entities.find(GenerationEntity.class, id);
    var key = new ImageEntity.Key(id, index);
    ImageEntity image = entities.find(ImageEntity.class, key);
    if (row == null
        || image == null
        || !(image.released() || entities.find(ReleaseEntity.class, key) != null)
        || row.state() != GenerationState.RELEASED
        || row.receipt().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(vault.open(row.accountId(), PURPOSE, image.png()));
  }

  /** A picture that waits for an officer. */
  Optional<byte[]> held(UUID id, int index) {
    GenerationEntity row = entities.find(GenerationEntity.class, id);
    ImageEntity image = entities.find(ImageEntity.class, new ImageEntity.Key(id, index));
    return row == null || image == null || row.state() != GenerationState.IN_REVIEW
        ? Optional.empty()
        : Optional.of(vault.open(row.accountId(), PURPOSE, image.png()));
  }
}
