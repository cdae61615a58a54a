package dev.imprimatur.db.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** That an officer released a held picture. */
@Entity
@Table(name = "generation_image_release")
@IdClass(ImageEntity.Key.class)
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads the fields.
class ReleaseEntity {
  @Id
  @Column(name = "generation_id")
  private UUID generationId;

  @Id private int index;

  protected ReleaseEntity() {}

  ReleaseEntity(ImageEntity.Key picture) {
    this.generationId = picture.generationId();
    this.index = picture.index();
  }
}
