package dev.imprimatur.server.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.policy.bundle.UploadRule;
import dev.imprimatur.server.http.Json;

/** Pictures that were brought, as the API shows them. */
final class UploadView {
  private UploadView() {}

  static ObjectNode of(Upload upload) {
    UploadFacts facts = Json.read(upload.detail(), UploadFacts.class);
    String base = "/api/uploads/" + upload.id();
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", upload.id().toString())
        .put("createdAt", upload.createdAt().toString())
        .put("expiresAt", upload.expiresAt().toString())
        .put("width", upload.width())
        .put("height", upload.height())
        .put("pixelHash", upload.pixelHash())
        .put("fileHash", upload.fileHash())
        .put("declaration", upload.declaration());
    view.set("file", Json.MAPPER.valueToTree(facts));
    view.put("href", base + "/image");
    return view;
  }

  /** What is to be declared; null where nobody may bring pictures. */
  static ObjectNode of(UploadRule rule) {
    return Json.MAPPER
        .createObjectNode()
        .put("version", rule.version())
        .put("text", rule.declaration());
  }
}
