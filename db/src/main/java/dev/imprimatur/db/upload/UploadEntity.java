package dev.imprimatur.db.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A picture that somebody brought; it and its detail are encrypted. */
@Entity
@Table(name = "upload")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class UploadEntity {
  @Id private UUID id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private int width;
  private int height;

  @Column(name = "pixel_hash")
  private String pixelHash;

  @Column(name = "file_hash")
  private String fileHash;

  private String declaration;
  private byte[] detail;
  private byte[] png;

  protected UploadEntity() {}

  UploadEntity(UUID accountId, Upload upload, byte[] sealedDetail, byte[] sealedPng) {
    this.id = upload.id();
    this.accountId = accountId;
    this.createdAt = upload.createdAt();
    this.expiresAt = upload.expiresAt();
    this.width = upload.width();
    this.height = upload.height();
    this.pixelHash = upload.pixelHash();
    this.fileHash = upload.fileHash();
    this.declaration = upload.declaration();
    this.detail = sealedDetail;
    this.png = sealedPng;
  }

  UUID accountId() {
    return accountId;
  }

  boolean expired(Instant at) {
    return !at.isBefore(expiresAt);
  }

  byte[] detail() {
    return detail;
  }

  byte[] png() {
    return png;
  }

  Upload upload(String openedDetail) {
    return new Upload(
        id, createdAt, expiresAt, width, height, pixelHash, fileHash, declaration, openedDetail);
  }
}
