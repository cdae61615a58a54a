package dev.imprimatur.db.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** A drawn picture, encrypted. */
@Entity
@Table(name = "generation_image")
@IdClass(ImageEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ImageEntity {
  @Id
  @Column(name = "generation_id")
  private UUID generationId;

  @Id private int index;

  @Column(name = "pixel_hash")
  private String pixelHash;

  private boolean released;
  private byte[] png;

  protected ImageEntity() {}

  ImageEntity(UUID generationId, NewImage image, byte[] sealed) {
    this.generationId = generationId;
    this.index = image.index();
    this.pixelHash = image.pixelHash();
    this.released = image.released();
    this.png = sealed;
  }

  boolean released() {
    return released;
  }

  byte[] png() {
    return png;
  }

  /** Names one row. */
  record Key(UUID generationId, int index) implements Serializable {}
}
