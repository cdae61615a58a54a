package dev.imprimatur.db.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** That a request starts from a picture that somebody brought. */
@Entity
@Table(name = "upload_use")
@IdClass(UseEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class UseEntity {
  @Id
  @Column(name = "upload_id")
  private UUID uploadId;

  @Id
  @Column(name = "generation_id")
  private UUID generationId;

  protected UseEntity() {}

  UseEntity(UUID uploadId, UUID generationId) {
    this.uploadId = uploadId;
    this.generationId = generationId;
  }

  /** Names one row. */
  record Key(UUID uploadId, UUID generationId) implements Serializable {}
}
