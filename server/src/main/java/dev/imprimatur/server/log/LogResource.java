package dev.imprimatur.server.log;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.log.LogSigner;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What anybody may know of the log: how large it is, its root, and by which key it is signed. */
@RequestScoped
@Path("")
@Produces(MediaType.TEXT_PLAIN)
@PermitAll
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class LogResource {
  @Inject private Database database;
  @Inject private LogSigner signer;

  /** The latest checkpoint, a signed note. */
  @GET
  @Path("checkpoint")
  public String checkpoint() {
    return database.inTransaction(stores -> stores.log().latest().note());
  }

  /** The verifier key, by which receipts are checked offline. */
  @GET
  @Path("key")
  public String key() {
    return signer.verifierKey().line() + "\n";
  }
}
